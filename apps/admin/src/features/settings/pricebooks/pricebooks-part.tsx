import { useSearchParams } from 'react-router';
import type { PartProps } from '../parts.ts';
import { BookList } from './book-list.tsx';
import { BookPage } from './book-page.tsx';

/** The price books, or the prices of the one that the address names. */
export function PricebooksPart({ notice }: PartProps) {
  const [params, setParams] = useSearchParams();
  const id = params.get('book');
  return id === null ? (
    <BookList notice={notice} onOpen={(book) => setParams({ book })} />
  ) : (
    <BookPage key={id} id={id} notice={notice} />
  );
}
