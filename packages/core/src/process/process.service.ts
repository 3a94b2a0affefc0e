import { database } from '@crm/db/orm';
import { DomainError, refuseUnknown } from '@crm/domain/errors';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import { isClosed, type ProcessFilter, type ProcessRow } from '@crm/domain/process/process';
import type { ServiceContext } from '../context.ts';
import { countCapped, readPage, readPages, type Parents } from '../page.ts';
import { allow, allowOn } from '../policy.ts';
import { cancelProcess } from './process-cancel.ts';
import { lockProcess } from './process-progress.ts';
import { presentProcess } from './process.presenter.ts';
import { processOrder, selectProcesses, type ProcessColumns } from './process.queries.ts';

/** Running and past processes, seen by whoever sees what they are about. */
export const processService = {
  list(ctx: ServiceContext, query: ListQuery<ProcessFilter>): Promise<Page<ProcessRow>> {
    return readPage(visible(ctx, query.filter ?? {}), query, processOrder, present(ctx));
  },

  count(ctx: ServiceContext, filter: ProcessFilter): Promise<Count> {
    return countCapped(database(ctx.em), visible(ctx, filter));
  },

  /** @throws DomainError `not_found` */
  async get(ctx: ServiceContext, id: string): Promise<ProcessRow> {
    return present(ctx)(await find(ctx, id));
  },

  /** Those of the processes that the caller may see, in no order. */
  async getMany(ctx: ServiceContext, ids: readonly string[]): Promise<ProcessRow[]> {
    const rows = await visible(ctx, {})
      .where('process.id', 'in', [...ids])
      .execute();
    return rows.map(present(ctx));
  },

  /** The same page of each of many records' processes, in one statement. */
  listFor(ctx: ServiceContext, parents: Parents, query: ListQuery<ProcessFilter>) {
    return readPages(visible(ctx, query.filter ?? {}), query, processOrder, present(ctx), parents);
  },

  defaultSort: processOrder.fallback,

  /**
   * Ends a process where it stands. What it has written stays; the run is told by the relay.
   * @throws DomainError `not_found`, `forbidden`, `invalid_transition` for one that is over
   */
  async cancel(ctx: ServiceContext, id: string): Promise<ProcessRow> {
    allow(ctx, 'process:act');
    allowOn(ctx, 'process:act', await find(ctx, id));
    const process = await lockProcess(ctx, id);
    if (process === null || isClosed(process.state)) {
      throw new DomainError('invalid_transition', 'This process is over; there is nothing left to cancel.', {
        from: process?.state,
        allowed: [],
      });
    }
    await cancelProcess(ctx, process);
    return processService.get(ctx, id);
  },
};

function visible(ctx: ServiceContext, filter: ProcessFilter) {
  allow(ctx, 'process:read');
  return selectProcesses(database(ctx.em), filter, ctx.actor);
}

async function find(ctx: ServiceContext, id: string): Promise<ProcessColumns> {
  const row = await visible(ctx, {}).where('process.id', '=', id).executeTakeFirst();
  if (!row) throw refuseUnknown('process', id);
  return row;
}

function present(ctx: ServiceContext) {
  return (row: ProcessColumns) => presentProcess(row, ctx.actor, ctx.ports.temporalUiUrl);
}
