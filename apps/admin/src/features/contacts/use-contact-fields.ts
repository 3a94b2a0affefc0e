import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';
import { useCommonFields } from '#admin/resource/filter/use-common-fields.ts';

/** What contacts can be filtered by. */
export function useContactFields(): readonly FilterField[] {
  const { t } = useTranslation('vocabulary');
  const common = useCommonFields();
  return useMemo<readonly FilterField[]>(
    () => [{ id: 'accountId', kind: 'account', label: t('field.account') }, common.owner, common.team, common.created],
    [t, common],
  );
}
