import { useQuery } from '@tanstack/react-query';
import { Text } from '@crm/ui/data/text';
import { Section } from '@crm/ui/layout/section';
import { DataTable } from '@crm/ui/table/data-table';
import { useTranslation } from 'react-i18next';
import type { PricebookEntryRow } from '@crm/domain/pricebook/pricebook';
import { maxPageSize } from '@crm/domain/page-limits';
import { trpc } from '#admin/lib/trpc.ts';
import { usePriceColumns } from './use-price-columns.tsx';

/** The prices of one book stand together, those of small quantities first. */
function byBook(a: PricebookEntryRow, b: PricebookEntryRow): number {
  return a.pricebook.name.localeCompare(b.pricebook.name) || Number(a.minQuantity) - Number(b.minQuantity);
}

/** What a product costs in each price book, from which quantity on. */
export function BookPrices({ productId }: { readonly productId: string }) {
  const { t } = useTranslation('products');
  const query = useQuery(trpc.pricebook_entry.list.queryOptions({ filter: { productId }, limit: maxPageSize }));
  const columns = usePriceColumns();
  const rows = (query.data?.items ?? []).toSorted(byBook);
  if (query.isSuccess && rows.length === 0) {
    return (
      <Section title={t('inBooks')}>
        <Text level={2}>{t('inNoBook')}</Text>
      </Section>
    );
  }
  return (
    <Section title={t('inBooks')}>
      <DataTable
        label={t('inBooks')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        rowLabel={({ pricebook }) => pricebook.name}
        status={query.isPending ? 'loading' : 'ready'}
      />
    </Section>
  );
}
