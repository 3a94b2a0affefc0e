import { Avatar } from '@crm/ui/data/avatar';
import { Badge } from '@crm/ui/data/badge';
import { Figure } from '@crm/ui/data/figure';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadRow } from '@crm/domain/lead/lead';
import { api } from '#admin/lib/trpc.ts';
import { MoneyCell } from '#admin/resource/list/cells.tsx';
import { LeadStatusBadge } from '#admin/resource/status-badges.tsx';
import { useFactWords } from '../details/use-fact-words.tsx';
import { RecordFrame } from '../frame/record-frame.tsx';
import { RecordSource } from '../frame/record-source.tsx';
import { RelatedTab } from '../related/related-tab.tsx';
import { OpenActivities } from '../side/open-activities.tsx';
import { RunningProcesses } from '../side/running-processes.tsx';
import { LeadDetails } from './lead-details.tsx';
import { ScoreReasons } from './score-reasons.tsx';

interface LeadPageProps {
  /** What can be done with the lead next: qualify, convert. */
  readonly Verbs: ComponentType<{ readonly lead: LeadRow }>;
  /** What its conversion waits for, or what it became. */
  readonly Conversion: ComponentType<{ readonly lead: LeadRow }>;
}

/** The page of a lead. The conversion is a feature of its own and is put in by the routes. */
export function LeadPage({ Verbs, Conversion }: LeadPageProps) {
  return (
    <RecordSource resource="lead" api={api.lead}>
      {(row) => <LeadRecord row={row} Verbs={Verbs} Conversion={Conversion} />}
    </RecordSource>
  );
}

function LeadRecord({ row, Verbs, Conversion }: LeadPageProps & { readonly row: LeadRow }) {
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const words = useFactWords();
  const subject = { subjectType: 'lead', subjectId: row.id } as const;
  return (
    <RecordFrame
      resource="lead"
      api={api.lead}
      row={row}
      mark={<Avatar name={row.name} size="large" />}
      beside={
        <>
          {row.company && row.company !== row.name && (
            <Badge icon="account" outlined>
              {row.company}
            </Badge>
          )}
          <LeadStatusBadge status={row.status} />
        </>
      }
      primary={<Verbs lead={row} />}
      facts={[
        {
          id: 'score',
          label: t('score'),
          value: row.score === null ? t('notScored') : <Figure>{format.number(row.score)}</Figure>,
        },
        { id: 'source', label: vocabulary('field.source'), value: words.words(row.source) },
        {
          id: 'budget',
          label: vocabulary('field.budget'),
          value: <MoneyCell amountMinor={row.budgetMinor} currency={row.currency} />,
        },
        { id: 'phone', label: vocabulary('field.phone'), value: words.phone(row.phone) },
        { id: 'owner', label: vocabulary('field.owner'), value: words.person(row.assignee) },
      ]}
      notice={<Conversion lead={row} />}
      details={<LeadDetails row={row} />}
      related={<RelatedTab {...subject} accountId={row.convertedAccountId} />}
      side={
        <>
          <RunningProcesses {...subject} except="lead-conversion" />
          <ScoreReasons reasons={row.scoreReasons} score={row.score} />
          <OpenActivities {...subject} />
        </>
      }
    />
  );
}
