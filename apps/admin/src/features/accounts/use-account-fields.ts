import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { accountStatuses } from '@crm/domain/account/account';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';
import { useCommonFields } from '#admin/resource/filter/use-common-fields.ts';

/** What accounts can be filtered by. */
export function useAccountFields(): readonly FilterField[] {
  const { t } = useTranslation('vocabulary');
  const common = useCommonFields();
  return useMemo<readonly FilterField[]>(
    () => [
      {
        id: 'status',
        kind: 'choice',
        label: t('field.status'),
        options: accountStatuses.map((value) => ({ value, label: t(`accountStatus.${value}`) })),
      },
      common.owner,
      common.team,
      { id: 'contacted', kind: 'flag', label: t('field.contacted') },
      common.created,
    ],
    [t, common],
  );
}
