import { Badge } from '@crm/ui/data/badge';
import { Figure, MoneyText } from '@crm/ui/data/figure';
import { Moment } from '@crm/ui/data/moment';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';
import { MoneyCell } from '#admin/resource/list/cells.tsx';
import { OpportunityStatusBadge } from '#admin/resource/status-badges.tsx';
import { useFactWords } from '../details/use-fact-words.tsx';
import { RecordFrame } from '../frame/record-frame.tsx';
import { RecordSource } from '../frame/record-source.tsx';
import { RelatedTab } from '../related/related-tab.tsx';
import { Deals } from '../side/deals.tsx';
import { Invoices } from '../side/invoices.tsx';
import { OpenActivities } from '../side/open-activities.tsx';
import { People } from '../side/people.tsx';
import { Quotes } from '../side/quotes.tsx';
import { RunningProcesses } from '../side/running-processes.tsx';
import { OpportunityDetails } from './opportunity-details.tsx';
import { useNextAction } from './use-next-action.tsx';

interface OpportunityPageProps {
  /** The verb that moves the deal on. */
  readonly Move: ComponentType<{ readonly deal: OpportunityRow }>;
  /** The stages, with where the deal stands. */
  readonly Stages: ComponentType<{ readonly deal: OpportunityRow }>;
}

/** The page of a deal. Moving is shared with the board and is put in by the routes. */
export function OpportunityPage({ Move, Stages }: OpportunityPageProps) {
  return (
    <RecordSource resource="opportunity" api={api.opportunity}>
      {(row) => <OpportunityRecord row={row} Move={Move} Stages={Stages} />}
    </RecordSource>
  );
}

function OpportunityRecord({ row, Move, Stages }: OpportunityPageProps & { readonly row: OpportunityRow }) {
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const words = useFactWords();
  const next = useNextAction(row.id);
  const subject = { subjectType: 'opportunity', subjectId: row.id } as const;
  const { amountMinor, currency, expectedCloseDate } = row;
  const share = row.probability / 100;
  return (
    <RecordFrame
      resource="opportunity"
      api={api.opportunity}
      row={row}
      beside={
        <>
          {row.account && (
            <Badge icon="account" outlined href={paths.account(row.account.id)}>
              {row.account.name}
            </Badge>
          )}
          {row.status !== 'open' && <OpportunityStatusBadge status={row.status} />}
        </>
      }
      primary={<Move deal={row} />}
      steps={<Stages deal={row} />}
      facts={[
        {
          id: 'amount',
          label: vocabulary('field.amount'),
          value: <MoneyCell amountMinor={amountMinor} currency={currency} />,
        },
        {
          id: 'probability',
          label: vocabulary('field.probability'),
          value: <Figure>{format.percent(share)}</Figure>,
          note:
            amountMinor !== null && currency !== null ? (
              <MoneyText money={{ amountMinor: Math.round(amountMinor * share), currency }} fraction="never" />
            ) : undefined,
        },
        {
          id: 'close',
          label: vocabulary('field.expectedCloseDate'),
          value: words.day(expectedCloseDate),
          note: expectedCloseDate && row.status === 'open' && <Moment at={expectedCloseDate} as="relativeDays" />,
        },
        { id: 'owner', label: vocabulary('field.owner'), value: words.person(row.assignee) },
        next,
      ]}
      details={<OpportunityDetails row={row} />}
      related={<RelatedTab {...subject} accountId={row.accountId} />}
      side={
        <>
          <RunningProcesses {...subject} />
          <Quotes opportunityId={row.id} />
          {row.accountId && <People accountId={row.accountId} />}
          <OpenActivities {...subject} />
          {row.accountId && <Deals accountId={row.accountId} except={row.id} />}
          {row.accountId && <Invoices title={t('invoices')} filter={{ accountId: row.accountId }} />}
        </>
      }
    />
  );
}
