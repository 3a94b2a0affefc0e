import { RecordName } from '@crm/ui/data/named';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignRow } from '@crm/domain/campaign/campaign';
import { paths } from '#admin/app/paths.ts';
import { CampaignStatusBadge } from '#admin/resource/campaign-status.tsx';
import { MomentCell, MoneyCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';
import { useCommonColumns } from '#admin/resource/list/use-common-columns.tsx';

/** What a list of campaigns can show. */
export function useCampaignColumns(): readonly ListColumn<CampaignRow>[] {
  const { t } = useTranslation('vocabulary');
  const common = useCommonColumns();
  return useMemo<readonly ListColumn<CampaignRow>[]>(
    () => [
      {
        id: 'name',
        header: t('noun.campaign'),
        always: true,
        small: 'title',
        skeleton: 'record',
        cell: ({ id, name }) => <RecordName name={name} kind="plain" href={paths.campaign(id)} />,
      },
      {
        id: 'status',
        header: t('field.status'),
        width: '148px',
        initial: true,
        small: 'detail',
        cell: ({ status }) => <CampaignStatusBadge status={status} />,
      },
      {
        id: 'channel',
        header: t('field.channel'),
        width: '132px',
        initial: true,
        dropsFirst: true,
        cell: ({ channel }) => <WordsCell words={t(`campaignChannel.${channel}`)} />,
      },
      common.owner,
      {
        id: 'budget',
        header: t('field.plannedBudget'),
        width: '124px',
        figures: true,
        initial: true,
        small: 'figure',
        cell: ({ budgetMinor, currency }) => <MoneyCell amountMinor={budgetMinor} currency={currency} />,
      },
      {
        id: 'actualCost',
        header: t('field.actualCost'),
        width: '132px',
        figures: true,
        initial: true,
        cell: ({ actualCostMinor, currency }) => <MoneyCell amountMinor={actualCostMinor} currency={currency} />,
      },
      {
        id: 'startsOn',
        header: t('field.startsOn'),
        width: '124px',
        initial: true,
        dropsFirst: true,
        cell: ({ startsOn }) => <MomentCell at={startsOn} as="date" />,
      },
      {
        id: 'endsOn',
        header: t('field.endsOn'),
        width: '124px',
        initial: true,
        dropsFirst: true,
        cell: ({ endsOn }) => <MomentCell at={endsOn} as="date" />,
      },
      {
        id: 'utmCampaign',
        header: t('field.utmCampaign'),
        width: '160px',
        cell: ({ utmCampaign }) => <WordsCell words={utmCampaign} latin />,
      },
      common.updatedAt,
      { ...common.createdAt, initial: false },
    ],
    [t, common],
  );
}
