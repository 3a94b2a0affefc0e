import { Facts, Nothing } from '@crm/ui/data/facts';
import { MoneyText } from '@crm/ui/data/figure';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { CampaignResults as Results, CampaignRow } from '@crm/domain/campaign/campaign';
import classes from './campaign.module.css';

interface CampaignResultsProps {
  readonly row: CampaignRow;
  /** Nothing while they are read. */
  readonly results: Results | undefined;
}

/** What came of a campaign. Sums of several currencies stand side by side and are never added. */
export function CampaignResults({ row, results }: CampaignResultsProps) {
  const { t } = useTranslation('campaign');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  if (results === undefined) return null;
  const none = <Nothing label={vocabulary('none')} />;
  const { conversionRate: rate, costPerLeadMinor, currency, revenue } = results;
  return (
    <Section title={t('results')}>
      <Facts
        facts={[
          { id: 'rate', label: t('rate'), value: rate === null ? none : format.percent(rate, 1) },
          {
            id: 'cpl',
            label: t('costPerLead'),
            value:
              costPerLeadMinor === null || currency === null ? (
                none
              ) : (
                <MoneyText money={{ amountMinor: costPerLeadMinor, currency }} />
              ),
          },
          { id: 'won', label: t('wonDeals'), value: format.number(results.wonDeals) },
          {
            id: 'revenue',
            label: t('revenue'),
            value:
              revenue.length === 0 ? (
                none
              ) : (
                <span className={classes.sums}>
                  {revenue.map((money) => (
                    <MoneyText key={money.currency} money={money} fraction="auto" />
                  ))}
                </span>
              ),
          },
          ...(row.goals.revenueMinor !== undefined && row.currency !== null
            ? [
                {
                  id: 'goal',
                  label: vocabulary('field.goalRevenue'),
                  value: (
                    <MoneyText
                      money={{ amountMinor: row.goals.revenueMinor, currency: row.currency }}
                      fraction="auto"
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
