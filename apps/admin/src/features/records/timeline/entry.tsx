import { Moment } from '@crm/ui/data/moment';
import { Actor, TimelineEntry } from '@crm/ui/process/timeline';
import { Trans, useTranslation } from 'react-i18next';
import type { CommentRow } from '@crm/domain/comment/comment';
import { invoiceSteps } from '@crm/domain/invoice/invoice.rules';
import { processKinds } from '@crm/domain/process/process';
import { quoteStatuses } from '@crm/domain/quote/quote-status';
import { subscriptionSteps } from '@crm/domain/subscription/subscription.rules';
import type { TimelineKind, TimelineRow } from '@crm/domain/timeline/timeline';
import { isRecord, readString } from '#admin/lib/read.ts';
import { useNames } from '#admin/resource/filter/use-names.ts';
import { MentionText } from '#admin/resource/mentions/mention-text.tsx';
import { Comments } from './comments.tsx';
import { entryIcon, processMark } from './entry-marks.ts';
import { EntryDetail } from './entry-detail.tsx';

const parts = { a: <Actor>{null}</Actor>, t: <bdi /> };
const told = [
  'waits_for_choice',
  'chosen',
  'choice_refused',
  'reminded',
  'escalated',
  'cancelled',
  'failed',
  'nobody_takes_leads',
  'follow_up_due',
  'paused',
  'resumed',
  'retried',
  'restarted',
  'skipped',
  'run_again',
  'terminated',
  'lead_unanswered',
  'deal_stands_still',
  'deal_escalated',
  'nobody_takes_tickets',
  'ticket_late',
  'approval_expired',
  'quote_reminded',
  'unpaid_paused',
] as const;

interface EntryProps {
  readonly entry: TimelineRow;
  /** What was written beside it, where it is an activity. */
  readonly body: string | undefined;
  /** What was answered to it. */
  readonly comments: readonly CommentRow[];
}

/** One thing that happened, in a sentence with its facts. */
export function Entry({ entry, body, comments }: EntryProps) {
  const { t } = useTranslation('records');
  const who = useWho(entry);
  const { payload, kind } = entry;
  const to = readString(payload['to']);
  const names = useNames('user', kind === 'assigned' && to ? [to] : []);
  const actors = Array.isArray(payload['actors']) ? payload['actors'].filter(isRecord) : [];
  const values = {
    who,
    title: entry.title ?? readString(payload['name']) ?? '',
    number: readString(payload['number']) ?? '',
    to: to ? (names.get(to) ?? '…') : actors.map((actor) => readString(actor['name']) ?? '').join(', '),
  };
  const code = told.find((known) => known === payload['code']);
  const key = kind === 'process' && code ? (`process.${code}` as const) : sentenceOf(entry);
  const isText = kind === 'note' || kind === 'commented' || kind === 'duplicate_confirmed';
  const quote = body ?? (isText ? entry.title : undefined);
  return (
    <TimelineEntry
      {...(kind === 'process' ? { state: processMark(payload['code']) } : { icon: entryIcon(kind) })}
      time={<Moment at={entry.occurredAt} as="time" />}
      quote={quote === null || quote === undefined ? undefined : <MentionText text={quote} />}
      detail={<EntryDetail entry={entry} />}
      below={kind !== 'commented' && <Comments {...parentOf(entry)} comments={comments} />}
    >
      {key === 'entry.edited' ? (
        <Trans t={t} i18nKey="entry.edited" count={countOf(payload['changes'])} values={{ who }} components={parts} />
      ) : (
        <Trans t={t} i18nKey={key} values={values} components={parts} />
      )}
    </TimelineEntry>
  );
}

/** What a comment answers: the entry of a note stands for the note. */
export function parentOf({ id, kind, sourceId }: TimelineRow) {
  return kind === 'note' && sourceId !== null
    ? ({ parentType: 'note', parentId: sourceId } as const)
    : ({ parentType: 'entry', parentId: id } as const);
}

function countOf(changes: unknown): number {
  return isRecord(changes) ? Object.keys(changes).length : 1;
}

/** The sentence that tells an entry. */
function sentenceOf({ kind, payload }: TimelineRow) {
  const { status, step } = payload;
  switch (kind) {
    case 'quote':
      return `quote.${quoteStatuses.find((known) => known === status) ?? 'draft'}` as const;
    case 'invoice':
      return `invoice.${invoiceSteps.find((known) => known === step) ?? 'issued'}` as const;
    case 'subscription':
      return `subscription.${subscriptionSteps.find((known) => known === step) ?? 'changed'}` as const;
    default:
      return `entry.${entryOf(kind, payload)}` as const;
  }
}

/** An activity's sentence depends on whether it is done, a verdict's on its outcome. */
function entryOf(kind: Exclude<TimelineKind, 'quote' | 'invoice' | 'subscription'>, payload: TimelineRow['payload']) {
  switch (kind) {
    case 'call':
    case 'meeting':
    case 'email':
    case 'task':
      if (payload['status'] === 'cancelled') return 'cancelled';
      return payload['status'] === 'completed' ? kind : 'planned';
    case 'qualified':
      if (payload['outcome'] === 'qualified' || payload['outcome'] === 'unqualified') return payload['outcome'];
      return 'reopened';
    case 'assigned':
      return payload['to'] === null ? 'unassigned' : kind;
    default:
      return kind;
  }
}

/** The processes behind entries that are not about a process. */
const processOf = { scored: 'lead-intake', assigned: 'lead-intake', converted: 'lead-conversion' } as const;

function useWho({ kind: entryKind, actorKind, actorName, payload, processId }: TimelineRow): string {
  const { t } = useTranslation('records');
  const { t: process } = useTranslation('process');
  const named = processKinds.find((known) => known === payload['process']);
  if (named) return process(`kind.${named}`);
  const isMachine = actorKind === 'process' || (processId !== null && payload['by'] !== 'person');
  if (isMachine && (entryKind === 'scored' || entryKind === 'assigned' || entryKind === 'converted')) {
    return process(`kind.${processOf[entryKind]}`);
  }
  return actorName ?? t('system');
}
