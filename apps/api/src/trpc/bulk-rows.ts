import { sql } from 'kysely';
import type { ServiceContext } from '@crm/core/context';
import { database } from '@crm/db/orm';
import type { BulkOutcome, BulkResult, BulkStatus } from '@crm/domain/bulk';
import type { DomainError } from '@crm/domain/errors';
import type { RequestContext } from '../context.ts';
import { asRecord, snakePath } from '../rest/keys.ts';
import { toDomainError } from './errors.ts';

type Row = Readonly<Record<string, unknown>>;

export interface RowPlan {
  run(ctx: ServiceContext, row: Row): Promise<{ readonly status: BulkStatus; readonly id: string }>;
  /** Rows are worked through in the order of these keys: two calls that lock the same records take turns. */
  order?(row: Row): string;
  /** Whether a row that was refused like this is worth a second try. */
  again?(error: DomainError): boolean;
}

interface BulkContext extends RequestContext {
  readonly service: ServiceContext;
}

/**
 * Works through the rows in the transaction of the call, each in a savepoint of its own.
 * @throws what nobody foresaw: then nothing of the whole call is written
 */
export async function eachRow(ctx: BulkContext, rows: readonly unknown[], plan: RowPlan): Promise<BulkResult> {
  const numbered = rows.map((row, index) => ({ index, row: asRecord(row) }));
  const { order } = plan;
  const ordered = order ? numbered.toSorted((a, b) => (order(a.row) < order(b.row) ? -1 : 1)) : numbered;
  const items: BulkOutcome[] = [];
  for (const { index, row } of ordered) {
    const first = await tryRow(ctx.service, row, plan);
    const last = first.error && plan.again?.(first.error) === true ? await tryRow(ctx.service, row, plan) : first;
    items.push(last.error ? refused(ctx, index, last.error) : { index, ...last.done, error: null });
  }
  return {
    items: items.toSorted((a, b) => a.index - b.index),
    refused: items.filter(({ error }) => error !== null).length,
  };
}

type Tried =
  | { readonly done: Awaited<ReturnType<RowPlan['run']>>; readonly error: null }
  | { readonly error: DomainError };

async function tryRow(ctx: ServiceContext, row: Row, plan: RowPlan): Promise<Tried> {
  // What one row has loaded and changed is no business of the next; the transaction is the same.
  const em = ctx.em.fork({ clear: true, keepTransactionContext: true });
  const db = database(em);
  await sql`savepoint crm_row`.execute(db);
  try {
    const done = await plan.run({ ...ctx, em }, row);
    await sql`release savepoint crm_row`.execute(db);
    return { done, error: null };
  } catch (error) {
    const known = toDomainError(error);
    if (known.code === 'internal' || known.code === 'unavailable') throw error;
    await sql`rollback to savepoint crm_row`.execute(db);
    return { error: known };
  }
}

/** A refusal as a single call would tell it, in the words of the door that was called. */
function refused({ surface }: RequestContext, index: number, { code, message, details }: DomainError): BulkOutcome {
  const spell = surface === 'rest' || surface === 'console' ? snakePath : (path: string) => path;
  const { issues, field } = details;
  return {
    index,
    status: 'refused',
    id: null,
    error: {
      code,
      message,
      details: {
        ...details,
        ...(typeof field === 'string' ? { field: spell(field) } : {}),
        ...(issues ? { issues: issues.map((issue) => ({ ...issue, field: spell(issue.field) })) } : {}),
      },
    },
  };
}
