import { Badge } from '@crm/ui/data/badge';
import { Button } from '@crm/ui/controls/button';
import { Note } from '@crm/ui/feedback/note';
import { Icon } from '@crm/ui/icons/icon';
import { useTranslation } from 'react-i18next';
import type { QuoteRow } from '@crm/domain/quote/quote';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';
import { MoneyCell } from '#admin/resource/list/cells.tsx';
import { QuoteStatusBadge } from '#admin/resource/quote-status.tsx';
import { useFactWords } from '../details/use-fact-words.tsx';
import { RecordFrame } from '../frame/record-frame.tsx';
import { RecordSource } from '../frame/record-source.tsx';
import { RelatedTab } from '../related/related-tab.tsx';
import { OpenActivities } from '../side/open-activities.tsx';
import { People } from '../side/people.tsx';
import { RunningProcesses } from '../side/running-processes.tsx';
import { Deliveries } from './deliveries.tsx';
import { LinesTab } from './lines-tab.tsx';
import { QuoteDetails } from './quote-details.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { SendDialog } from './send-dialog.tsx';
import { useQuoteVerbs } from './use-quote-verbs.ts';

/** The page of a quote: its lines first. */
export function QuotePage() {
  return (
    <RecordSource resource="quote" api={api.quote}>
      {(row) => <QuoteRecord key={row.id} row={row} />}
    </RecordSource>
  );
}

function QuoteRecord({ row }: { readonly row: QuoteRow }) {
  const { t } = useTranslation('quotes');
  const { t: lines } = useTranslation('lines');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const verbs = useQuoteVerbs(row);
  const [next] = verbs.can;
  const subject = { subjectType: 'quote', subjectId: row.id } as const;
  return (
    <RecordFrame
      resource="quote"
      api={api.quote}
      row={row}
      title={row.number}
      mark={<Icon name="quote" size={20} />}
      beside={
        <>
          <QuoteStatusBadge status={row.status} />
          {row.revision > 1 && <Badge outlined>{t('revision', { revision: row.revision })}</Badge>}
          {row.account && (
            <Badge icon="account" outlined href={paths.account(row.accountId)}>
              {row.account.name}
            </Badge>
          )}
        </>
      }
      primary={
        next && (
          <Button variant="primary" icon={verbs.icons[next]} busy={verbs.busy} onClick={() => verbs.take(next)}>
            {verbs.label(next)}
          </Button>
        )
      }
      verbs={[
        ...verbs.can.slice(1).map((verb) => ({
          id: verb,
          label: verbs.label(verb),
          icon: verbs.icons[verb],
          onSelect: () => verbs.take(verb),
        })),
        {
          id: 'pdf',
          label: t('pdf'),
          icon: 'export' as const,
          onSelect: () => void window.open(`/crm/v1/quotes/${row.id}/pdf`, '_blank', 'noopener'),
        },
      ]}
      facts={[
        { id: 'total', label: t('total'), value: <MoneyCell amountMinor={row.totalMinor} currency={row.currency} /> },
        { id: 'valid', label: t('validUntil'), value: words.day(row.validUntil) },
        { id: 'owner', label: vocabulary('field.owner'), value: words.person(row.assignee) },
        { id: 'approver', label: t('approver'), value: words.person(row.approver) },
      ]}
      {...(row.decisionComment !== null && {
        notice: (
          <Note tone={row.status === 'rejected' ? 'bad' : 'idle'} icon="note">
            <bdi>{row.decisionComment}</bdi>
          </Note>
        ),
      })}
      parts={[{ id: 'lines', label: lines('lines'), content: <LinesTab row={row} /> }]}
      details={<QuoteDetails row={row} />}
      related={<RelatedTab {...subject} accountId={row.accountId} />}
      side={
        <>
          <RunningProcesses {...subject} />
          <Deliveries row={row} />
          <People accountId={row.accountId} />
          <OpenActivities {...subject} />
          {verbs.asked === 'send' && (
            <SendDialog row={row} busy={verbs.busy} onSend={verbs.send} onClose={verbs.close} />
          )}
          {verbs.asked && verbs.asked !== 'send' && (
            <ReasonDialog
              verb={verbs.asked}
              busy={verbs.busy}
              onSay={(reason) => verbs.say(reason)}
              onClose={verbs.close}
            />
          )}
        </>
      }
    />
  );
}
