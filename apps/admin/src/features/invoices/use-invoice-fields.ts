import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { invoiceKinds, invoiceStatuses } from '@crm/domain/invoice/invoice.rules';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';
import { useCommonFields } from '#admin/resource/filter/use-common-fields.ts';

/** What invoices can be filtered by. */
export function useInvoiceFields(): readonly FilterField[] {
  const { t } = useTranslation('bills');
  const { t: vocabulary } = useTranslation('vocabulary');
  const common = useCommonFields();
  return useMemo<readonly FilterField[]>(
    () => [
      {
        id: 'status',
        kind: 'choice',
        label: vocabulary('field.status'),
        options: invoiceStatuses.map((value) => ({ value, label: vocabulary(`invoiceStatus.${value}`) })),
      },
      {
        id: 'kind',
        kind: 'choice',
        label: vocabulary('field.kind'),
        single: true,
        options: invoiceKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
      },
      { id: 'accountId', kind: 'account', label: vocabulary('field.account') },
      { id: 'due', kind: 'days', label: t('due'), from: 'dueFrom', to: 'dueTo', as: 'day', looks: 'ahead' },
      { id: 'issued', kind: 'days', label: t('issued'), from: 'issuedFrom', to: 'issuedTo', as: 'day', looks: 'back' },
      { id: 'tags', kind: 'words', label: vocabulary('field.tags') },
      common.owner,
      common.team,
      common.created,
    ],
    [t, vocabulary, common],
  );
}
