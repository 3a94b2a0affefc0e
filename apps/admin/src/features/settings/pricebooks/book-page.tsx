import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Link } from '@crm/ui/controls/link';
import { Note } from '@crm/ui/feedback/note';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { PageHead } from '@crm/ui/layout/page-head';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { PricebookEntryRow, PricebookRow } from '@crm/domain/pricebook/pricebook';
import { paths } from '#admin/app/paths.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { SearchBox } from '#admin/resource/filter/search-box.tsx';
import { AddPrice } from './add-price.tsx';
import { BookDrawer } from './book-drawer.tsx';
import { PriceGrid } from './price-grid.tsx';
import classes from './price-grid.module.css';
import { useValidity } from './use-validity.ts';

interface BookPageProps {
  readonly id: string;
  readonly notice: ReactNode;
}

/** A price book: when it holds, and its prices. */
export function BookPage({ id, notice }: BookPageProps) {
  const { t: settings } = useTranslation('settings');
  const [isEdited, setEdited] = useState(false);
  const { data, error, refetch } = useQuery(trpc.pricebook.get.queryOptions({ id }));
  const validity = useValidity();
  return (
    <>
      <PageHead
        title={data?.name ?? settings('part.pricebooks')}
        count={data && `${data.currency} · ${validity(data)}`}
        actions={
          data?.abilities.update && (
            <Button aria-label={settings('editOf', { name: data.name })} onClick={() => setEdited(true)}>
              {settings('edit')}
            </Button>
          )
        }
      />
      {notice}
      {error ? <ErrorView error={error} onRetry={() => void refetch()} /> : data && <Prices book={data} />}
      {isEdited && data && <BookDrawer row={data} onClose={() => setEdited(false)} />}
    </>
  );
}

function Prices({ book }: { readonly book: PricebookRow }) {
  const { t } = useTranslation('prices');
  const may = useMay();
  const [words, setWords] = useState('');
  const [picked, setPicked] = useState<PricebookEntryRow['product'] | undefined>();
  const query = useQuery(
    trpc.pricebook_entry.list.queryOptions({
      limit: maxPageSize,
      filter: { pricebookId: book.id, ...(words !== '' && { q: words }) },
    }),
  );
  const rows = query.data && inOrder(query.data.items);
  const mayAdd = may('pricebook_entry:create');
  return (
    <>
      <Toolbar label={t('search')}>
        <Link href={paths.pricebooks}>{t('back')}</Link>
        <SearchBox value={words} onChange={setWords} onLeave={() => {}} />
      </Toolbar>
      <div className={classes.sheet}>
        {mayAdd && <AddPrice book={book} product={picked} onProduct={setPicked} />}
        {query.error ? (
          <ErrorView error={query.error} onRetry={() => void query.refetch()} />
        ) : rows === undefined ? (
          <Skeleton width={420} />
        ) : rows.length === 0 ? (
          <p className={classes.empty}>{words === '' ? t(mayAdd ? 'noPrices' : 'noPricesRead') : t('noneOfWords')}</p>
        ) : (
          <>
            {mayAdd && <p className={classes.hint}>{t('keys')}</p>}
            <PriceGrid
              label={t('openOf', { name: book.name })}
              rows={rows}
              onAddTier={mayAdd ? setPicked : undefined}
            />
          </>
        )}
        {query.data?.nextCursor && <Note>{t('tooMany', { count: maxPageSize })}</Note>}
      </div>
    </>
  );
}

/** By product, and each product's tiers from the smallest quantity up. */
function inOrder(rows: readonly PricebookEntryRow[]): readonly PricebookEntryRow[] {
  return rows.toSorted(
    (a, b) =>
      a.product.name.localeCompare(b.product.name) ||
      a.productId.localeCompare(b.productId) ||
      Number(a.minQuantity) - Number(b.minQuantity),
  );
}
