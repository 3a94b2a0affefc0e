import { Badge } from '@crm/ui/data/badge';
import { RecordName } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductRow } from '@crm/domain/product/product';
import { paths } from '#admin/app/paths.ts';
import { MomentCell, MoneyCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';

/** What a list of products can show. */
export function useProductColumns(): readonly ListColumn<ProductRow>[] {
  const { t } = useTranslation('vocabulary');
  return useMemo<readonly ListColumn<ProductRow>[]>(
    () => [
      {
        id: 'name',
        header: t('noun.product'),
        always: true,
        small: 'title',
        cell: ({ id, name }) => <RecordName name={name} kind="plain" href={paths.product(id)} />,
      },
      {
        id: 'sku',
        header: t('field.sku'),
        width: '132px',
        initial: true,
        small: 'detail',
        cell: ({ sku }) => <WordsCell words={sku} latin />,
      },
      {
        id: 'kind',
        header: t('field.kind'),
        width: '112px',
        initial: true,
        dropsFirst: true,
        cell: ({ kind }) => <Text level={2}>{t(`productKind.${kind}`)}</Text>,
      },
      {
        id: 'price',
        header: t('field.price'),
        width: '148px',
        initial: true,
        figures: true,
        small: 'figure',
        cell: ({ priceMinor, currency }) => <MoneyCell amountMinor={priceMinor} currency={currency} />,
      },
      {
        id: 'unit',
        header: t('field.unit'),
        width: '96px',
        initial: true,
        dropsFirst: true,
        cell: ({ unit }) => <WordsCell words={unit} />,
      },
      {
        id: 'billingInterval',
        header: t('field.billingInterval'),
        width: '116px',
        initial: true,
        cell: ({ billingInterval }) => (
          <Text level={2}>{t(billingInterval === null ? 'billing.once' : `billing.${billingInterval}`)}</Text>
        ),
      },
      {
        id: 'taxRate',
        header: t('field.taxRate'),
        width: '84px',
        figures: true,
        cell: ({ taxRate }) => <WordsCell words={`${taxRate} %`} />,
      },
      {
        id: 'active',
        header: t('field.status'),
        width: '112px',
        initial: true,
        small: 'aside',
        cell: ({ active }) => (
          <Badge tone={active ? 'good' : 'idle'}>{t(active ? 'offer.offered' : 'offer.withdrawn')}</Badge>
        ),
      },
      {
        id: 'updatedAt',
        header: t('field.updatedAt'),
        width: '124px',
        cell: ({ updatedAt }) => <MomentCell at={updatedAt} />,
      },
    ],
    [t],
  );
}
