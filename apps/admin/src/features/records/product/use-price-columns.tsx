import { Link } from '@crm/ui/controls/link';
import { MoneyText } from '@crm/ui/data/figure';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { Column } from '@crm/ui/table/column';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PricebookEntryRow } from '@crm/domain/pricebook/pricebook';
import { paths } from '#admin/app/paths.ts';

/** What is told of a price in a book. */
export function usePriceColumns(): readonly Column<PricebookEntryRow>[] {
  const { t } = useTranslation('products');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  return useMemo<readonly Column<PricebookEntryRow>[]>(
    () => [
      {
        id: 'book',
        header: vocabulary('noun.pricebook'),
        small: 'title',
        cell: ({ pricebook }) => <Link href={paths.pricebook(pricebook.id)}>{pricebook.name}</Link>,
      },
      {
        id: 'from',
        header: t('fromQuantity'),
        width: '132px',
        small: 'detail',
        cell: ({ minQuantity }) => (
          <Text level={2}>
            {minQuantity === '0' ? t('anyQuantity') : t('from', { quantity: format.number(Number(minQuantity)) })}
          </Text>
        ),
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
    [t, vocabulary, format],
  );
}
