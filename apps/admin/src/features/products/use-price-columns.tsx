import { MoneyText } from '@crm/ui/data/figure';
import { Text } from '@crm/ui/data/text';
import type { Column } from '@crm/ui/table/column';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PricebookEntryRow } from '@crm/domain/pricebook/pricebook';

/** What is told of a price in a book. */
export function usePriceColumns(): readonly Column<PricebookEntryRow>[] {
  const { t } = useTranslation('products');
  const { t: vocabulary } = useTranslation('vocabulary');
  return useMemo<readonly Column<PricebookEntryRow>[]>(
    () => [
      {
        id: 'book',
        header: vocabulary('noun.pricebook'),
        small: 'title',
        cell: ({ pricebook }) => <Text>{pricebook.name}</Text>,
      },
      {
        id: 'from',
        header: t('fromQuantity'),
        width: '132px',
        figures: true,
        small: 'detail',
        cell: ({ minQuantity }) => <Text level={2}>{minQuantity}</Text>,
      },
      {
        id: 'price',
        header: vocabulary('field.price'),
        width: '160px',
        figures: true,
        small: 'figure',
        cell: ({ unitPriceMinor, pricebook }) => (
          <MoneyText money={{ amountMinor: unitPriceMinor, currency: pricebook.currency }} />
        ),
      },
      {
        id: 'discount',
        header: t('discount'),
        width: '120px',
        figures: true,
        cell: ({ discountPercent }) => <Text level={2}>{`${discountPercent} %`}</Text>,
      },
    ],
    [t, vocabulary],
  );
}
