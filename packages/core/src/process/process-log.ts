import { randomUUIDv7 } from 'node:crypto';
import { jsonb } from '@crm/db/database';
import { database } from '@crm/db/orm';
import { maskSecrets, type ProcessLogRow, type ProcessVerb } from '@crm/domain/process/process-log';
import type { ServiceContext } from '../context.ts';
import { iso, ref } from '../present.ts';

/** What is told of a try. */
export interface Attempt {
  readonly processId: string;
  readonly step: string | null;
  readonly attempt: number;
  readonly activity?: string | undefined;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Writes how a try of a step ended. */
export async function logAttempt(ctx: ServiceContext, told: Attempt): Promise<void> {
  const { error, activity = null, input, output, ...rest } = told;
  await database(ctx.em)
    .insertInto('crm_process_log')
    .values({
      ...rest,
      id: randomUUIDv7(),
      at: reached(ctx.now),
      event: error === undefined ? 'done' : 'failed',
      activity,
      input: logged(input),
      output: logged(output),
      error: jsonb(error ?? null),
    })
    .execute();
}

/** Writes what a person did to a process, which the database puts into the audit log too. */
export async function logVerb(
  ctx: ServiceContext,
  processId: string,
  verb: ProcessVerb,
  { reason, step = null }: { readonly reason: string | null; readonly step?: string | null },
): Promise<void> {
  const row = { id: randomUUIDv7(), processId, at: ctx.now, event: verb, step, actedBy: ctx.actor.id, reason };
  await database(ctx.em).insertInto('crm_process_log').values(row).execute();
}

/** A process's page shows so many of the latest entries. */
const shown = 200;

/** What happened in a process, newest first. */
export async function readLog(ctx: ServiceContext, processId: string): Promise<ProcessLogRow[]> {
  const rows = await database(ctx.em)
    .selectFrom('crm_process_log as log')
    .leftJoin('crm_users as actor', 'actor.id', 'log.actedBy')
    .selectAll('log')
    .select('actor.name as actorName')
    .where('log.processId', '=', processId)
    .orderBy('log.at', 'desc')
    .orderBy('log.id', 'desc')
    .limit(shown)
    .execute();
  return rows.map(({ id, at, event, step, attempt, input, output, error, actedBy, actorName, reason }) => ({
    id,
    at: iso(at),
    event,
    step,
    attempt,
    input,
    output,
    error,
    actor: ref(actedBy, actorName),
    reason,
  }));
}

/** Under which name the run knows the last call of a step; `null` when it was never called. */
export async function activityOf(ctx: ServiceContext, processId: string, step: string): Promise<string | null> {
  const row = await database(ctx.em)
    .selectFrom('crm_process_log')
    .select('activity')
    .where('processId', '=', processId)
    .where('step', '=', step)
    .where('activity', 'is not', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.activity ?? null;
}

function logged(value: unknown) {
  return value === undefined || value === null ? null : jsonb(maskSecrets(value));
}

/** The run's clock says when the step was called for, which for a later try is long ago; where time is skipped it is ahead. */
function reached(now: Date): Date {
  return new Date(Math.max(now.getTime(), Date.now()));
}
