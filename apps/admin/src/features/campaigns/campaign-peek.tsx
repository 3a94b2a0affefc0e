import { Facts, Nothing } from '@crm/ui/data/facts';
import { Person } from '@crm/ui/data/named';
import { Icon } from '@crm/ui/icons/icon';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { CampaignRow } from '@crm/domain/campaign/campaign';
import { api } from '#admin/lib/trpc.ts';
import { CampaignStatusBadge } from '#admin/resource/campaign-status.tsx';
import { MomentCell, MoneyCell, WordsCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';

/** A campaign beside the list: how, when, at what cost. */
export function CampaignPeek({ row }: { readonly row: CampaignRow }) {
  const { t } = useTranslation('vocabulary');
  return (
    <>
      <PreviewHead
        mark={<Icon name="campaign" />}
        title={row.name}
        detail={t(`campaignChannel.${row.channel}`)}
        badge={<CampaignStatusBadge status={row.status} />}
        actions={<PeekActions resource="campaign" api={api.campaign} row={row} />}
      />
      <Section>
        <Facts
          facts={[
            {
              id: 'owner',
              label: t('field.owner'),
              value: row.assignee ? <Person name={row.assignee.name} /> : <Nothing label={t('nobody')} />,
            },
            {
              id: 'budget',
              label: t('field.plannedBudget'),
              value: <MoneyCell amountMinor={row.budgetMinor} currency={row.currency} />,
            },
            {
              id: 'cost',
              label: t('field.actualCost'),
              value: <MoneyCell amountMinor={row.actualCostMinor} currency={row.currency} />,
            },
            { id: 'starts', label: t('field.startsOn'), value: <MomentCell at={row.startsOn} as="date" /> },
            { id: 'ends', label: t('field.endsOn'), value: <MomentCell at={row.endsOn} as="date" /> },
            { id: 'utm', label: t('field.utmCampaign'), value: <WordsCell words={row.utmCampaign} latin /> },
          ]}
        />
      </Section>
    </>
  );
}
