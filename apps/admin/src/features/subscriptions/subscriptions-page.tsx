import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { subscription } from '@crm/domain/subscription/subscription';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { RecurringRevenue } from './recurring-revenue.tsx';
import { SubscriptionPeek } from './subscription-peek.tsx';
import { useSubscriptionColumns } from './use-subscription-columns.tsx';
import { useSubscriptionFields } from './use-subscription-fields.ts';

/** What customers pay for again and again, with what it brings a month and a year. */
export function SubscriptionsPage() {
  const { t } = useTranslation('bills');
  const { t: app } = useTranslation('app');
  const { t: frame } = useTranslation('resource');
  const may = useMay();
  const views = useMemo(
    () => [
      { id: 'all', label: frame('view.all'), query: '' },
      { id: 'running', label: t('view.running'), query: 'status=active,past_due' },
      { id: 'pastDue', label: t('view.pastDue'), query: 'status=past_due' },
      { id: 'ended', label: t('view.ended'), query: 'status=cancelled,expired' },
    ],
    [t, frame],
  );
  return (
    <ResourceList
      resource="subscription"
      api={api.subscription}
      assign={api.subscription.update}
      definition={subscription}
      title={app('nav.subscriptions')}
      section={app('section.sales')}
      summary={<RecurringRevenue />}
      columns={useSubscriptionColumns()}
      fields={useSubscriptionFields()}
      views={views}
      rowName={(row) => row.name}
      href={(row) => paths.subscription(row.id)}
      Peek={SubscriptionPeek}
      noneYet={{
        title: t('noSubscriptions.title'),
        reason: t('noSubscriptions.reason'),
        create: may('subscription:create') ? t('createSubscription') : undefined,
      }}
    />
  );
}
