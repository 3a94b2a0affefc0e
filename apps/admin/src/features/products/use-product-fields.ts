import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { billingIntervals } from '@crm/domain/money/billing-interval';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';

/** What products can be filtered by. */
export function useProductFields(): readonly FilterField[] {
  const { t } = useTranslation('vocabulary');
  return useMemo<readonly FilterField[]>(
    () => [
      {
        id: 'kind',
        kind: 'choice',
        label: t('field.kind'),
        options: (['product', 'service'] as const).map((value) => ({ value, label: t(`productKind.${value}`) })),
      },
      {
        id: 'billingInterval',
        kind: 'choice',
        label: t('field.billingInterval'),
        options: billingIntervals.map((value) => ({ value, label: t(`billing.${value}`) })),
      },
      { id: 'active', kind: 'flag', label: t('offer.offered') },
      { id: 'tags', kind: 'words', label: t('field.tags') },
    ],
    [t],
  );
}
