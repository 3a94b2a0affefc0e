import { useSearchParams } from 'react-router';

/** The part of the record that the address names; else the one that it opens with. */
export function useRecordTab<Part extends string>(parts: readonly Part[]): Part | undefined {
  const [search] = useSearchParams();
  const wanted = search.get('tab');
  return parts.find((part) => part === wanted) ?? parts[0];
}
