import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { duplicateReasons, type DuplicateConfirmation, type DuplicateReason } from '@crm/domain/duplicate';
import { DomainError } from '@crm/domain/errors';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from '../context.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';

/** What a record is known by, in the form that it is compared in; `null` or left out where it has none. */
export type Marks = Readonly<Partial<Record<DuplicateReason, string | null>>>;

/** Another record that may be the same, as it is shown to whoever is asked. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly reasons: readonly DuplicateReason[];
}

/**
 * Lets those who write the same marks at once take turns until their transaction ends: the second then sees what the
 * first has written. In one order, so that two never wait for each other.
 */
export async function takeTurns(ctx: ServiceContext, noun: SubjectType, marks: Marks): Promise<void> {
  const keys = duplicateReasons
    .filter((reason) => has(marks, reason))
    .map((reason) => `${noun} ${reason} ${marks[reason]}`);
  for (const key of keys.toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(database(ctx.em));
  }
}

/** The marks that both records have. */
export function sharedMarks(marks: Marks, other: Marks): DuplicateReason[] {
  return duplicateReasons.filter((reason) => has(marks, reason) && marks[reason] === other[reason]);
}

function has(marks: Marks, reason: DuplicateReason): boolean {
  return typeof marks[reason] === 'string';
}

/**
 * Asks before there is another record like one that is there (DIFF-013).
 * @throws DomainError `possible_duplicate` with the candidates, unless the caller has confirmed
 */
export function askUnlessConfirmed(
  candidates: readonly Candidate[],
  { confirmDuplicate }: DuplicateConfirmation,
): void {
  if (candidates.length === 0 || confirmDuplicate === true) return;
  throw new DomainError('possible_duplicate', 'There are records like this one. Open one, or confirm.', { candidates });
}

/** Keeps in the timeline that somebody knew of the others, and why there shall be this one too. */
export async function noteConfirmed(
  ctx: ServiceContext,
  subject: { readonly type: SubjectType; readonly id: string },
  candidates: readonly Candidate[],
  { duplicateReason }: DuplicateConfirmation,
): Promise<void> {
  if (candidates.length === 0) return;
  await recordTimeline(ctx, {
    subject,
    kind: 'duplicate_confirmed',
    title: duplicateReason ?? null,
    payload: { others: candidates.map(({ id, reasons }) => ({ id, reasons })) },
  });
}
