import { RecordName } from '@crm/ui/data/named';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadRow } from '@crm/domain/lead/lead';
import { paths } from '#admin/app/paths.ts';
import { FlagCell, MoneyCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';
import { useCommonColumns } from '#admin/resource/list/use-common-columns.tsx';
import { LeadStatusBadge } from '#admin/resource/status-badges.tsx';
import { LeadScore } from './lead-score.tsx';

/** What a list of leads can show. */
export function useLeadColumns(): readonly ListColumn<LeadRow>[] {
  const { t } = useTranslation('vocabulary');
  const common = useCommonColumns();
  return useMemo<readonly ListColumn<LeadRow>[]>(
    () => [
      {
        // The server orders names by the last name.
        id: 'lastName',
        header: t('noun.lead'),
        always: true,
        small: 'title',
        skeleton: 'person',
        cell: ({ id, name }) => <RecordName name={name} kind="person" href={paths.lead(id)} />,
      },
      {
        id: 'company',
        header: t('field.company'),
        width: '168px',
        initial: true,
        dropsFirst: true,
        small: 'detail',
        cell: ({ company }) => <WordsCell words={company} />,
      },
      {
        id: 'status',
        header: t('field.status'),
        width: '132px',
        initial: true,
        small: 'figure',
        cell: ({ status }) => <LeadStatusBadge status={status} />,
      },
      {
        id: 'score',
        header: t('field.score'),
        width: '112px',
        initial: true,
        figures: true,
        cell: ({ score, scoreReasons }) => <LeadScore score={score} reasons={scoreReasons} />,
      },
      common.owner,
      {
        id: 'source',
        header: t('field.source'),
        width: '112px',
        initial: true,
        cell: ({ source }) => <WordsCell words={source} />,
      },
      {
        id: 'email',
        header: t('field.email'),
        width: '188px',
        dropsFirst: true,
        initial: true,
        cell: ({ email }) => <WordsCell words={email} latin />,
      },
      { id: 'phone', header: t('field.phone'), width: '148px', cell: ({ phone }) => <WordsCell words={phone} latin /> },
      {
        id: 'budgetMinor',
        header: t('field.budget'),
        width: '124px',
        figures: true,
        cell: ({ budgetMinor, currency }) => <MoneyCell amountMinor={budgetMinor} currency={currency} />,
      },
      {
        id: 'jobTitle',
        header: t('field.jobTitle'),
        width: '148px',
        cell: ({ jobTitle }) => <WordsCell words={jobTitle} />,
      },
      {
        id: 'consent',
        header: t('field.consent'),
        width: '132px',
        cell: ({ consent }) => <FlagCell flag={consent} />,
      },
      {
        id: 'utmCampaign',
        header: t('field.utmCampaign'),
        width: '140px',
        cell: ({ utmCampaign }) => <WordsCell words={utmCampaign} />,
      },
      common.createdAt,
      common.updatedAt,
    ],
    [t, common],
  );
}
