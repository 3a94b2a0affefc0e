import { Bars } from '@crm/ui/data/bars';
import { MoneyText } from '@crm/ui/data/figure';
import { Segmented } from '@crm/ui/controls/segmented';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '@crm/domain/report/report';
import { Card } from './card.tsx';
import { listLink } from './list-link.ts';
import { OverviewTiles } from './overview-tiles.tsx';

type Totals = Overview['won']['totals'];

/** The overview as charts. */
export function OverviewCharts({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('reports');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const stages = overview.dealsByStage.filter(({ kind, count }) => kind === 'open' || count > 0);
  const pipelines = [...new Map(stages.map(({ pipeline }) => [pipeline.id, pipeline])).values()];
  const amounts = (totals: Totals) =>
    totals.length === 0 ? '' : format.list(totals.map((total) => format.moneyCompact(total)));

  return (
    <>
      <OverviewTiles overview={overview} />
      <WonByMonth overview={overview} />
      <Card title={t('customers')}>
        <Bars
          label={t('customers')}
          bars={overview.customersByStatus.map(({ status, count, list }) => ({
            id: status,
            label: vocabulary(`accountStatus.${status}`),
            value: count,
            figure: format.number(count),
            href: listLink(list),
          }))}
        />
      </Card>
      {pipelines.map(({ id, name }) => (
        <Card key={id} title={t('deals', { pipeline: name })}>
          <Bars
            label={t('deals', { pipeline: name })}
            bars={stages
              .filter(({ pipeline }) => pipeline.id === id)
              .map(({ stage, kind, count, totals, list }) => ({
                id: stage.id,
                label: stage.name,
                value: count,
                figure: format.number(count),
                detail: amounts(totals),
                href: listLink(list),
                tone: kind === 'won' ? 'good' : kind === 'lost' ? 'idle' : 'accent',
              }))}
          />
        </Card>
      ))}
      <Card title={t('leads')}>
        <Bars
          label={t('leads')}
          bars={overview.leadsBySource.slice(0, 12).map(({ source, count, converted, list }) => ({
            id: source,
            label: source,
            value: count,
            figure: format.number(count),
            detail: t('converted', { count: converted }),
            href: listLink(list),
          }))}
        />
      </Card>
      <Card title={t('tickets')}>
        <Bars
          label={t('tickets')}
          bars={overview.ticketsByStatus.map(({ status, count, list }) => ({
            id: status,
            label: vocabulary(`ticketStatus.${status}`),
            value: count,
            figure: format.number(count),
            href: listLink(list),
          }))}
        />
      </Card>
    </>
  );
}

/** What was won in each month, in one currency at a time: amounts are never summed across them. */
function WonByMonth({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const currencies = overview.won.totals.map(({ currency }) => currency);
  const [chosen, setChosen] = useState<string | undefined>();
  const base = overview.won.inBase?.currency;
  const currency = [chosen, base].find((code) => code !== undefined && currencies.includes(code)) ?? currencies[0];
  return (
    <Card
      title={t('won')}
      end={
        currencies.length > 1 &&
        currency !== undefined && (
          <Segmented
            label={t('currency')}
            value={currency}
            options={currencies.map((code) => ({ value: code, label: code }))}
            onChange={setChosen}
          />
        )
      }
    >
      <Bars
        label={t('won')}
        bars={overview.wonByMonth.map(({ month, count, totals, list }) => {
          const total = totals.find((of) => of.currency === currency);
          return {
            id: month,
            label: format.monthOf(`${month}-01`),
            value: total?.amountMinor ?? 0,
            figure: format.number(count),
            detail: total ? <MoneyText money={total} compact /> : '',
            href: listLink(list),
            tone: 'good',
          };
        })}
      />
    </Card>
  );
}
