import { database } from '@crm/db/orm';
import type { ProcessWait } from '@crm/domain/process/process';
import { asksOf } from '@crm/domain/process/wait-reasons';
import type { NotificationKind } from '@crm/domain/notification/notification-kinds';
import type { ServiceContext } from '../context.ts';
import { notify } from '../notification/notify.ts';
import { findAdministrators } from './process-people.ts';
import type { ProcessDraft } from './process-progress.ts';

/** A process as it was before a step: whom it asked, and what came next. */
export interface AskedBefore {
  readonly wait: ProcessWait | null;
  readonly needs: readonly string[];
}

/** What the database still says of a process that is being worked on. */
export async function readAsked(ctx: ServiceContext, id: string): Promise<AskedBefore> {
  const row = await database(ctx.em)
    .selectFrom('crm_processes')
    .select(['wait', 'needs'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? { wait: null, needs: [] };
}

/**
 * Tells people that a process asks them: when it begins to, when it asks others too, and when it reminds those whom it
 * asked. Follows from what the process waits for, so that no kind of process has to say it.
 */
export async function tellAsked(ctx: ServiceContext, process: ProcessDraft, before: AskedBefore): Promise<void> {
  const { wait, needs } = process;
  if (wait === null || asksOf[wait.reason] === 'nothing') return;
  const again = before.wait?.since === wait.since && before.wait.reason === wait.reason;
  const known = again ? before.needs : [];
  const added = needs.filter((id) => !known.includes(id));
  await tellPeople(ctx, process, known.length > 0 ? 'process_escalated' : 'process_waits', added, wait.since);
  const due = again ? before.wait.next : null;
  if (due?.code === 'remind' && wait.next?.at !== due.at) {
    await tellPeople(ctx, process, 'process_reminded', known, due.at);
  }
}

/** Tells whoever started a process and whoever answers for its subject that it is over without success. */
export async function tellFailed(ctx: ServiceContext, process: ProcessDraft, owner: string | null): Promise<void> {
  const people = [process.startedBy, owner].filter((id) => id !== null);
  await tellPeople(ctx, process, 'process_failed', people, 'once');
}

/** Tells the administrators that a process stands still, which only they can mend. */
export async function tellStuck(ctx: ServiceContext, process: ProcessDraft): Promise<void> {
  const admins = await findAdministrators(ctx);
  const day = ctx.now.toISOString().slice(0, 'yyyy-mm-dd'.length);
  await tellPeople(
    ctx,
    process,
    'process_stuck',
    admins.map(({ id }) => id),
    day,
  );
}

function tellPeople(
  ctx: ServiceContext,
  { id, subject }: ProcessDraft,
  kind: NotificationKind,
  userIds: readonly string[],
  when: string,
): Promise<void> {
  return notify(ctx, { kind, userIds, subject, params: { process: id }, key: `${kind}/${id}/${when}` });
}
