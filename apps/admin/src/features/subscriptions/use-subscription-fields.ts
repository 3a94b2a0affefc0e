import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { billingIntervals } from '@crm/domain/money/billing-interval';
import { subscriptionStatuses } from '@crm/domain/subscription/subscription.rules';
import type { FilterField } from '#admin/resource/filter/filter-field.ts';
import { useCommonFields } from '#admin/resource/filter/use-common-fields.ts';

/** What subscriptions can be filtered by. */
export function useSubscriptionFields(): readonly FilterField[] {
  const { t } = useTranslation('bills');
  const { t: vocabulary } = useTranslation('vocabulary');
  const common = useCommonFields();
  return useMemo<readonly FilterField[]>(
    () => [
      {
        id: 'status',
        kind: 'choice',
        label: vocabulary('field.status'),
        options: subscriptionStatuses.map((value) => ({ value, label: vocabulary(`subscriptionStatus.${value}`) })),
      },
      {
        id: 'billingInterval',
        kind: 'choice',
        label: t('intervalLabel'),
        single: true,
        options: billingIntervals.map((value) => ({ value, label: t(`interval.${value}`) })),
      },
      { id: 'accountId', kind: 'account', label: vocabulary('field.account') },
      {
        id: 'periodEnd',
        kind: 'days',
        label: t('nextPeriod'),
        from: 'periodEndFrom',
        to: 'periodEndTo',
        as: 'day',
        looks: 'ahead',
      },
      { id: 'tags', kind: 'words', label: vocabulary('field.tags') },
      common.owner,
      common.team,
      common.created,
    ],
    [t, vocabulary, common],
  );
}
