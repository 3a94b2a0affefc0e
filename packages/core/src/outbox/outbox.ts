import { sql } from 'kysely';
import { z } from 'zod';
import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import type { OutboxCommand } from '@crm/domain/events';
import { processKinds } from '@crm/domain/process/process';

const kind = z.enum(processKinds);
const command = z.discriminatedUnion('do', [
  z.object({ do: z.literal('start_process'), kind, processId: z.uuid(), subjectId: z.string() }),
  z.object({ do: z.literal('signal_process'), kind, subjectId: z.string(), signal: z.string() }),
  z.object({ do: z.literal('cancel_process'), kind, subjectId: z.string() }),
  z.object({ do: z.literal('retry_process'), kind, subjectId: z.string() }),
  z.object({
    do: z.literal('restart_process'),
    kind,
    processId: z.uuid(),
    subjectId: z.string(),
    activity: z.string(),
  }),
  z.object({ do: z.literal('terminate_process'), kind, processId: z.uuid(), subjectId: z.string() }),
]) satisfies z.ZodType<OutboxCommand>;

const dueRow = z.object({
  id: z.number(),
  command,
  attempts: z.number().int(),
  requestId: z.string().nullable(),
  traceParent: z.string().nullable(),
});
export type DueCommand = z.output<typeof dueRow>;

/** How a delivery ended: well, or to be tried again, with a reason that may be shown to operators. */
export type Delivery = 'done' | { readonly error: string };

export interface RelayOptions {
  /** Commands that are carried out side by side. */
  readonly limit: number;
  readonly now: Date;
  /** Must not throw. */
  deliver(due: DueCommand): Promise<Delivery>;
}

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
const firstPauseMs = 250;
const longestPauseMs = 15_000;

/**
 * Carries out the next commands of the outbox and writes down how it went. Commands about one subject are carried out
 * in their order: of each only the oldest is due. The rows stay locked meanwhile, so that several relays share the work;
 * a relay that is killed leaves them as they were, and they are delivered again.
 * @returns how many were due
 */
export function relayCommands(em: EntityManager, { limit, now, deliver }: RelayOptions): Promise<number> {
  return inTransaction(em, session, async (inside) => {
    const db = database(inside);
    const { rows } = await sql`
      select due.id, due.command, due.attempts, due.request_id as "requestId",
        due.trace_parent as "traceParent" from crm_core.crm_outbox due
      where due.command is not null and due.processed_at is null
        and (due.next_attempt_at is null or due.next_attempt_at <= ${now})
        and not exists (
          select from crm_core.crm_outbox earlier
          where earlier.command is not null and earlier.processed_at is null and earlier.id < due.id
            and earlier.command ->> 'subjectId' = due.command ->> 'subjectId'
            and earlier.command ->> 'kind' = due.command ->> 'kind'
        )
      order by due.id limit ${limit} for update of due skip locked`.execute(db);
    const due = z.array(dueRow).parse(rows);
    const deliveries = await Promise.all(due.map(async (row) => ({ row, delivery: await deliver(row) })));
    for (const { row, delivery } of deliveries) {
      const result =
        delivery === 'done'
          ? { processedAt: now, lastError: null, nextAttemptAt: null }
          : {
              lastError: delivery.error.slice(0, 500),
              nextAttemptAt: new Date(now.getTime() + pauseAfter(row.attempts)),
            };
      await db
        .updateTable('crm_outbox')
        .set({ ...result, attempts: row.attempts + 1 })
        .where('id', '=', row.id)
        .execute();
    }
    return due.length;
  });
}

function pauseAfter(attempts: number): number {
  return Math.min(firstPauseMs * 2 ** attempts, longestPauseMs);
}

const keptDays = 14;
const dayMs = 86_400_000;

/** Removes what was delivered and told long ago. Live streams look back minutes, not days. */
export async function pruneOutbox(em: EntityManager, now: Date): Promise<void> {
  await database(em)
    .deleteFrom('crm_outbox')
    .where('createdAt', '<', new Date(now.getTime() - keptDays * dayMs))
    .where((eb) => eb.or([eb('command', 'is', null), eb('processedAt', 'is not', null)]))
    .execute();
}

/** Whether a process still waits to be started. One that has begun, or is over, needs no start. */
export async function isQueued(em: EntityManager, processId: string): Promise<boolean> {
  const row = await database(em)
    .selectFrom('crm_processes')
    .select(['state', 'pausedFrom', 'steps'])
    .where('id', '=', processId)
    .executeTakeFirst();
  const state = row?.state === 'paused' ? row.pausedFrom : row?.state;
  // What waits long for its start is called stuck, and waits for it still.
  return state === 'queued' || (state === 'stuck' && row?.steps.every(({ startedAt }) => startedAt === null) === true);
}
