import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Badge } from '@crm/ui/data/badge';
import { Button } from '@crm/ui/controls/button';
import { useFormat } from '@crm/ui/hooks/use-format';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Icon } from '@crm/ui/icons/icon';
import { useTranslation } from 'react-i18next';
import type { CampaignRow } from '@crm/domain/campaign/campaign';
import { nextCampaignStatuses, type CampaignStatus } from '@crm/domain/campaign/campaign.rules';
import { api, trpc } from '#admin/lib/trpc.ts';
import { CampaignStatusBadge } from '#admin/resource/campaign-status.tsx';
import { MoneyCell } from '#admin/resource/list/cells.tsx';
import { useFactWords } from '../details/use-fact-words.tsx';
import { RecordFrame } from '../frame/record-frame.tsx';
import { RecordSource } from '../frame/record-source.tsx';
import { RelatedTab } from '../related/related-tab.tsx';
import { OpenActivities } from '../side/open-activities.tsx';
import { RunningProcesses } from '../side/running-processes.tsx';
import { CampaignDetails } from './campaign-details.tsx';
import { CampaignResults } from './campaign-results.tsx';
import { MembersTab } from './members-tab.tsx';

/** The page of a campaign. */
export function CampaignPage() {
  return (
    <RecordSource resource="campaign" api={api.campaign}>
      {(row) => <CampaignRecord key={row.id} row={row} />}
    </RecordSource>
  );
}

const icons = { active: 'play', paused: 'pause', finished: 'check', planned: 'undo' } as const;

function CampaignRecord({ row }: { readonly row: CampaignRow }) {
  const { t } = useTranslation('campaign');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const format = useFormat();
  const move = useMove(row);
  const results = useQuery(trpc.campaign.results.queryOptions({ id: row.id })).data;
  const next = row.abilities.update ? nextCampaignStatuses(row.status) : [];
  const [first] = next;
  const subject = { subjectType: 'campaign', subjectId: row.id } as const;
  return (
    <RecordFrame
      resource="campaign"
      api={api.campaign}
      row={row}
      mark={<Icon name="campaign" size={20} />}
      beside={
        <>
          <CampaignStatusBadge status={row.status} />
          <Badge outlined>{vocabulary(`campaignChannel.${row.channel}`)}</Badge>
        </>
      }
      primary={
        first && (
          <Button variant="primary" icon={icons[first]} busy={move.isPending} onClick={() => move.mutate(first)}>
            {t(`move.${first}`)}
          </Button>
        )
      }
      verbs={next.slice(1).map((status) => ({
        id: status,
        label: t(`move.${status}`),
        icon: icons[status],
        onSelect: () => move.mutate(status),
      }))}
      facts={[
        {
          id: 'budget',
          label: vocabulary('field.plannedBudget'),
          value: <MoneyCell amountMinor={row.budgetMinor} currency={row.currency} />,
        },
        {
          id: 'cost',
          label: vocabulary('field.actualCost'),
          value: <MoneyCell amountMinor={row.actualCostMinor} currency={row.currency} />,
          ...(row.budgetMinor !== null &&
            row.budgetMinor > 0 &&
            row.actualCostMinor !== null && {
              note: t('ofBudget', { share: format.percent(row.actualCostMinor / row.budgetMinor) }),
              ...(row.actualCostMinor > row.budgetMinor && { noteTone: 'bad' as const }),
            }),
        },
        {
          id: 'leads',
          label: t('leads'),
          value: results ? format.number(results.leads) : '…',
          ...(row.goals.leads !== undefined && { note: t('ofGoal', { goal: format.number(row.goals.leads) }) }),
        },
        {
          id: 'converted',
          label: t('converted'),
          value: results ? format.number(results.converted) : '…',
          ...(row.goals.converted !== undefined && { note: t('ofGoal', { goal: format.number(row.goals.converted) }) }),
        },
        { id: 'owner', label: vocabulary('field.owner'), value: words.person(row.assignee) },
      ]}
      parts={[{ id: 'members', label: t('members'), content: <MembersTab row={row} /> }]}
      details={<CampaignDetails row={row} />}
      related={<RelatedTab {...subject} accountId={null} />}
      side={
        <>
          <RunningProcesses {...subject} />
          <CampaignResults row={row} results={results} />
          <OpenActivities {...subject} />
        </>
      }
    />
  );
}

function useMove(row: CampaignRow) {
  const { t } = useTranslation('vocabulary');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (status: CampaignStatus) => api.campaign.setStatus.mutate({ id: row.id, data: { status } }),
    onSuccess: async ({ name }, status) => {
      showToast({ title: name, detail: t(`campaignStatus.${status}`), state: 'done' });
      await queryClient.invalidateQueries({ queryKey: [['campaign']] });
      await queryClient.invalidateQueries({ queryKey: [['timeline']] });
    },
  });
}
