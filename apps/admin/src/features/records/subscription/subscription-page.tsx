import { Button } from '@crm/ui/controls/button';
import { Badge } from '@crm/ui/data/badge';
import { MoneyText } from '@crm/ui/data/figure';
import { Moment } from '@crm/ui/data/moment';
import { Note } from '@crm/ui/feedback/note';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Icon } from '@crm/ui/icons/icon';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { Trans, useTranslation } from 'react-i18next';
import type { SubscriptionRow } from '@crm/domain/subscription/subscription';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';
import { SubscriptionStatusBadge } from '#admin/resource/billing/bill-badges.tsx';
import { CustomFacts } from '../details/custom-facts.tsx';
import { EditableFacts } from '../details/editable-facts.tsx';
import { useFactWords } from '../details/use-fact-words.tsx';
import { useFieldSave } from '../details/use-field-save.ts';
import { RecordFrame } from '../frame/record-frame.tsx';
import { RecordSource } from '../frame/record-source.tsx';
import { RelatedTab } from '../related/related-tab.tsx';
import { Invoices } from '../side/invoices.tsx';
import { OpenActivities } from '../side/open-activities.tsx';
import { RunningProcesses } from '../side/running-processes.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { SubscriptionPeriods } from './subscription-periods.tsx';
import { useSubscriptionVerbs } from './use-subscription-verbs.ts';

/** The page of a subscription. */
export function SubscriptionPage() {
  return (
    <RecordSource resource="subscription" api={api.subscription}>
      {(row) => <SubscriptionRecord key={row.id} row={row} />}
    </RecordSource>
  );
}

function SubscriptionRecord({ row }: { readonly row: SubscriptionRow }) {
  const { t } = useTranslation('bills');
  const { t: vocabulary } = useTranslation('vocabulary');
  const { t: records } = useTranslation('records');
  const words = useFactWords();
  const verbs = useSubscriptionVerbs(row);
  const subject = { subjectType: 'subscription', subjectId: row.id } as const;
  return (
    <>
      <RecordFrame
        resource="subscription"
        api={api.subscription}
        row={row}
        mark={<Icon name="subscription" size={20} />}
        beside={
          <>
            <SubscriptionStatusBadge status={row.status} />
            {row.account && (
              <Badge icon="account" outlined href={paths.account(row.account.id)}>
                {row.account.name}
              </Badge>
            )}
          </>
        }
        primary={
          row.abilities.change ? (
            <Button variant="primary" onClick={() => verbs.ask('change')}>
              {t('verb.change')}
            </Button>
          ) : (
            row.abilities.resume && (
              <Button variant="primary" busy={verbs.busy} onClick={() => verbs.run('resume')}>
                {t('verb.resume')}
              </Button>
            )
          )
        }
        verbs={verbs.entries}
        facts={[
          {
            id: 'price',
            label: t('price'),
            value: <MoneyText money={{ amountMinor: row.amountMinor, currency: row.currency }} />,
            note: t(`perPeriod.${row.billingInterval}`),
          },
          {
            id: 'next',
            label: row.cancelAt === null ? t('nextPeriod') : t('endsOn'),
            value: words.day(row.cancelAt ?? row.currentPeriodEnd),
            note: <Moment at={row.cancelAt ?? row.currentPeriodEnd} as="relativeDays" />,
            whole: true,
          },
          { id: 'renews', label: t('autoRenew'), value: words.flag(row.autoRenew) },
          { id: 'owner', label: vocabulary('field.owner'), value: words.person(row.assignee) },
        ]}
        notice={row.cancelAt !== null && row.endedAt === null && <PlannedEnd day={row.cancelAt} />}
        parts={[{ id: 'periods', label: t('periods'), content: <SubscriptionPeriods row={row} /> }]}
        details={<SubscriptionDetails row={row} />}
        related={<RelatedTab {...subject} accountId={row.accountId} />}
        side={
          <>
            <RunningProcesses {...subject} except="renewal" />
            <Invoices title={records('invoices')} filter={{ subscriptionId: row.id }} />
            <OpenActivities {...subject} />
          </>
        }
      />
      {verbs.asked === 'change' && <ChangeDialog row={row} onClose={verbs.close} />}
      {verbs.asked === 'cancel' && <CancelDialog row={row} onClose={verbs.close} />}
    </>
  );
}

function PlannedEnd({ day }: { readonly day: string }) {
  const { t } = useTranslation('bills');
  const format = useFormat();
  return (
    <Note icon="ban" tone="warn">
      <Trans t={t} i18nKey="planned" values={{ day: format.date(day) }} />
    </Note>
  );
}

function SubscriptionDetails({ row }: { readonly row: SubscriptionRow }) {
  const { t } = useTranslation('bills');
  const { t: records } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const words = useFactWords();
  const save = useFieldSave('subscription', api.subscription, row);
  const percent = (text: string) => format.percent(Number(text) / 100, 3);
  return (
    <RecordStream>
      <EditableFacts
        title={records('group.facts')}
        facts={[
          { id: 'account', label: vocabulary('field.account'), value: words.account(row.account) },
          { id: 'interval', label: t('intervalLabel'), value: t(`interval.${row.billingInterval}`) },
          {
            id: 'quantity',
            label: t('line.quantity'),
            value: [format.number(Number(row.quantity)), row.unit].filter(Boolean).join(' '),
          },
          {
            id: 'unitPrice',
            label: t('unitPrice'),
            value: <MoneyText money={{ amountMinor: row.unitPriceMinor, currency: row.currency }} />,
          },
          { id: 'discount', label: t('line.discount'), value: percent(row.discountPercent) },
          { id: 'tax', label: t('line.tax'), value: percent(row.taxRate) },
          { id: 'terms', label: t('terms'), value: t('days', { count: row.termsDays }) },
          { id: 'method', label: t('paymentMethodRef'), value: words.latin(row.paymentMethodRef) },
          { id: 'owner', label: vocabulary('field.owner'), value: words.person(row.assignee) },
        ]}
      />
      <CustomFacts resource="subscription" row={row} save={save} />
      <EditableFacts title={records('group.system')} facts={words.system(row)} />
    </RecordStream>
  );
}
