import { useQuery } from '@tanstack/react-query';
import { MoneyText } from '@crm/ui/data/figure';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { useTranslation } from 'react-i18next';
import { trpc } from '#admin/lib/trpc.ts';
import classes from './recurring-revenue.module.css';

/** What the running subscriptions bring a month and a year, by currency and never across. */
export function RecurringRevenue() {
  const { t } = useTranslation('bills');
  const { data } = useQuery(trpc.subscription.recurringRevenue.queryOptions({}));
  return (
    <dl className={classes.revenue}>
      {data === undefined && (
        <div className={classes.currency}>
          <dt>{t('revenue')}</dt>
          <dd>
            <Skeleton width={200} />
          </dd>
        </div>
      )}
      {data?.currencies.map(({ currency, mrrMinor, arrMinor }) => (
        <div key={currency} className={classes.currency}>
          <dt>{t('revenueIn', { currency })}</dt>
          <dd>
            <MoneyText money={{ amountMinor: mrrMinor, currency }} fraction="never" /> {t('mrr')} ·{' '}
            <MoneyText money={{ amountMinor: arrMinor, currency }} fraction="never" /> {t('arr')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
