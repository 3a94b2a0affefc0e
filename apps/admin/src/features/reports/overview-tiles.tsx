import { Anchor } from '@crm/ui/controls/link';
import { MoneyText } from '@crm/ui/data/figure';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '@crm/domain/report/report';
import { listLink } from './list-link.ts';
import classes from './reports.module.css';

/** The few numbers that one looks at first. */
export function OverviewTiles({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { won, activities, dealsByStage, customersByStatus } = overview;
  const open = dealsByStage.filter(({ kind }) => kind === 'open').reduce((sum, { count }) => sum + count, 0);
  const customers = customersByStatus.find(({ status }) => status === 'active');
  const base = won.inBase;
  return (
    <div className={classes.tiles}>
      <Tile
        label={t('wonTotal')}
        figure={base ? <MoneyText money={base} compact /> : format.number(won.count)}
        detail={
          won.withoutRate.length > 0
            ? t('withoutRate', { currencies: format.list(won.withoutRate) })
            : base && base.rates.length > 1
              ? t('atRates', {
                  rates: format.list(
                    base.rates
                      .filter(({ currency }) => currency !== base.currency)
                      .map(({ currency, validFrom }) =>
                        validFrom === null ? currency : `${currency} (${format.date(validFrom)})`,
                      ),
                  ),
                })
              : t('wonCount', { count: won.count })
        }
      />
      <Tile label={t('openDeals')} figure={format.number(open)} detail={t('allPipelines')} />
      <Tile
        label={t('activeCustomers')}
        figure={format.number(customers?.count ?? 0)}
        href={listLink(customers?.list ?? null)}
      />
      <Tile
        label={t('overdue')}
        figure={format.number(activities.overdue.count)}
        href={listLink(activities.overdue.list)}
      />
      <Tile
        label={t('dueSoon')}
        figure={format.number(activities.dueSoon.count)}
        href={listLink(activities.dueSoon.list)}
      />
    </div>
  );
}

interface TileProps {
  readonly label: string;
  readonly figure: ReactNode;
  readonly detail?: string;
  readonly href?: string | undefined;
}

function Tile({ label, figure, detail, href }: TileProps) {
  const content = (
    <>
      <span className={classes.tileLabel}>{label}</span>
      <span className={classes.tileFigure}>{figure}</span>
      {detail && <span className={classes.tileDetail}>{detail}</span>}
    </>
  );
  return href === undefined ? (
    <div className={classes.tile}>{content}</div>
  ) : (
    <Anchor href={href} className={classes.tile}>
      {content}
    </Anchor>
  );
}
