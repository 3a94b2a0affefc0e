import { useQuery } from '@tanstack/react-query';
import { MoneyText } from '@crm/ui/data/figure';
import { useTranslation } from 'react-i18next';
import { renewalOf } from '@crm/domain/processes/renewal';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { InvoiceStatusBadge } from '#admin/resource/billing/bill-badges.tsx';
import { ProcessCard } from '#admin/resource/process/process-card.tsx';
import { ChargeItems } from '../charges/charge-items.tsx';
import { ChargeNow } from '../charges/charge-now.tsx';
import classes from './subscription-periods.module.css';

interface PeriodMoneyProps {
  readonly subscriptionId: string;
  readonly periodStart: string;
}

/** What a period's bill owes, what was tried for its money, and what the run that sees to it waits for. */
export function PeriodMoney({ subscriptionId, periodStart }: PeriodMoneyProps) {
  const { t } = useTranslation('bills');
  const may = useMay();
  const bills = useQuery(
    trpc.subscription.charges.queryOptions({ id: subscriptionId }, { enabled: may('invoice:read') }),
  );
  const runs = useQuery(
    trpc.process.list.queryOptions(
      { filter: { subjectType: 'subscription', subjectId: subscriptionId, open: true } },
      { enabled: may('process:read') },
    ),
  );
  const bill = bills.data?.items.find((each) => each.periodStart === periodStart);
  const runsFor = renewalOf(subscriptionId, periodStart);
  const run = runs.data?.items.find(({ kind, workflowId }) => kind === 'renewal' && workflowId.endsWith(runsFor));
  if (bill === undefined && run === undefined) return null;
  const { invoice, charges = [] } = bill ?? {};
  return (
    <div className={classes.money}>
      {invoice && (
        <p className={classes.bill}>
          <MoneyText money={{ amountMinor: invoice.totalMinor, currency: invoice.currency }} />
          <InvoiceStatusBadge status={invoice.status} />
          <ChargeNow invoice={invoice} items={charges} />
        </p>
      )}
      {invoice && charges.length > 0 && (
        <section aria-label={t('charges.title')}>
          <ChargeItems invoiceId={invoice.id} items={charges} />
        </section>
      )}
      {run && <ProcessCard process={run} />}
    </div>
  );
}
