import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { quoteStatuses } from '@crm/domain/quote/quote-status';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';
import { useCommonFields } from '#admin/resource/filter/use-common-fields.ts';

/** What quotes can be filtered by. */
export function useQuoteFields(): readonly FilterField[] {
  const { t } = useTranslation('vocabulary');
  const common = useCommonFields();
  return useMemo<readonly FilterField[]>(
    () => [
      {
        id: 'status',
        kind: 'choice',
        label: t('field.status'),
        options: quoteStatuses.map((value) => ({ value, label: t(`quoteStatus.${value}`) })),
      },
      { id: 'accountId', kind: 'account', label: t('field.account') },
      { id: 'tags', kind: 'words', label: t('field.tags') },
      common.owner,
      common.team,
    ],
    [t, common],
  );
}
