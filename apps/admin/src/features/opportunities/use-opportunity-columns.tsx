import { Figure } from '@crm/ui/data/figure';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { MomentCell, MoneyCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';
import { useCommonColumns } from '#admin/resource/list/use-common-columns.tsx';
import { OpportunityStatusBadge } from '#admin/resource/status-badges.tsx';
import { CloseDate, StageAge, StageBadge } from './deal-marks.tsx';
import { DealName } from './deal-name.tsx';

/** What a list of deals can show. */
export function useOpportunityColumns(): readonly ListColumn<OpportunityRow>[] {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('opportunities');
  const format = useFormat();
  const common = useCommonColumns();
  return useMemo<readonly ListColumn<OpportunityRow>[]>(
    () => [
      {
        id: 'name',
        header: t('noun.opportunity'),
        always: true,
        small: 'title',
        skeleton: 'record',
        cell: (row) => <DealName row={row} />,
      },
      {
        id: 'stage',
        header: t('field.stage'),
        width: '140px',
        small: 'detail',
        initial: true,
        cell: (row) => <StageBadge row={row} />,
      },
      {
        id: 'amountMinor',
        header: t('field.amount'),
        width: '124px',
        small: 'figure',
        skeleton: 'figure',
        figures: true,
        initial: true,
        cell: ({ amountMinor, currency }) => <MoneyCell amountMinor={amountMinor} currency={currency} />,
      },
      {
        id: 'probability',
        header: t('field.probability'),
        width: '108px',
        figures: true,
        initial: true,
        dropsFirst: true,
        cell: ({ probability }) => <Figure>{format.percent(probability / 100)}</Figure>,
      },
      {
        id: 'expectedCloseDate',
        header: t('field.expectedCloseDate'),
        width: '128px',
        initial: true,
        cell: (row) => <CloseDate row={row} />,
      },
      common.owner,
      {
        id: 'stageEnteredAt',
        header: own('age'),
        width: '108px',
        initial: true,
        dropsFirst: true,
        cell: (row) => <StageAge row={row} />,
      },
      {
        id: 'status',
        header: t('field.status'),
        width: '120px',
        cell: ({ status }) => <OpportunityStatusBadge status={status} />,
      },
      {
        id: 'primaryContact',
        header: t('field.primaryContact'),
        width: '156px',
        cell: ({ primaryContact }) => <WordsCell words={primaryContact?.name ?? null} />,
      },
      {
        id: 'forecastCategory',
        header: t('field.forecastCategory'),
        width: '124px',
        cell: ({ forecastCategory }) => <WordsCell words={t(`forecastCategory.${forecastCategory}`)} />,
      },
      {
        id: 'closedAt',
        header: t('field.closedAt'),
        width: '124px',
        cell: ({ closedAt }) => <MomentCell at={closedAt} />,
      },
      common.updatedAt,
      { ...common.createdAt, initial: false },
    ],
    [t, own, format, common],
  );
}
