import { Meter } from '@crm/ui/data/meter';
import { Moment } from '@crm/ui/data/moment';
import { today } from '@crm/ui/format/plain-date';
import { Icon } from '@crm/ui/icons/icon';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { SubscriptionRow } from '@crm/domain/subscription/subscription';
import { paths } from '#admin/app/paths.ts';
import { PeriodMoney } from './period-money.tsx';
import classes from './subscription-periods.module.css';

const dayMs = 86_400_000;

/** How far the present period is, and which ones were billed with what. */
export function SubscriptionPeriods({ row }: { readonly row: SubscriptionRow }) {
  const { t } = useTranslation('bills');
  const { currentPeriodStart: from, currentPeriodEnd: to } = row;
  const left = Math.max(0, days(today(), to));
  const share = Math.min(1, Math.max(0, days(from, today()) / days(from, to)));
  const words = left === 0 ? t('periodOver') : t('periodLeft', { count: left });
  const isOver = row.endedAt !== null;
  return (
    <RecordStream>
      <div className={classes.periods}>
        {!isOver && (
          <section className={classes.now} aria-label={t('period')}>
            <Meter
              label={words}
              parts={[
                { tone: row.status === 'past_due' ? 'bad' : 'accent', share },
                { tone: 'idle', share: 1 - share },
              ]}
            />
            <div className={classes.ends}>
              <Moment at={from} as="date" />
              <span>{words}</span>
              <Moment at={to} as="date" />
            </div>
          </section>
        )}
        <Section title={t('periods')} count={row.periods.length}>
          {!isOver && <PeriodMoney subscriptionId={row.id} periodStart={to} />}
          {row.periods.map(({ periodStart, periodEnd, invoiceId, invoiceNumber }) => (
            <div key={periodStart}>
              <SectionItem
                wraps
                mark={<Icon name="calendar" />}
                title={
                  <>
                    <Moment at={periodStart} as="date" /> – <Moment at={periodEnd} as="date" />
                  </>
                }
                end={<bdi dir="ltr">{invoiceNumber}</bdi>}
                {...(invoiceId !== null && { href: paths.invoice(invoiceId) })}
              />
              <PeriodMoney subscriptionId={row.id} periodStart={periodStart} />
            </div>
          ))}
        </Section>
      </div>
    </RecordStream>
  );
}

function days(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs;
}
