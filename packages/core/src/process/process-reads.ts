import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import type { ProcessTally } from '@crm/domain/process/process-details';
import { processStates, type ProcessFilter, type ProcessRow } from '@crm/domain/process/process';
import type { WorkerVersions } from '@crm/domain/process/worker-version';
import type { ServiceContext } from '../context.ts';
import { countCapped, readPage, readPages, type Parents } from '../page.ts';
import { allow } from '../policy.ts';
import { presentProcess } from './process.presenter.ts';
import { wantedOf, findVisible, processOrder, selectProcesses, type ProcessColumns } from './process.queries.ts';

/** Reads of processes; apart from the verbs, which call the services of what processes are about. */
export const processReads = {
  list(ctx: ServiceContext, query: ListQuery<ProcessFilter>): Promise<Page<ProcessRow>> {
    const filter = query.filter ?? {};
    allow(ctx, 'process:read');
    const select = selectProcesses(database(ctx.em), filter, ctx.actor);
    return readPage(select, query, processOrder, present(ctx), { wanted: wantedOf(ctx.actor, filter) });
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

  /** How many there are in each state. Counted up to a cap where there can be a million. */
  async tally(ctx: ServiceContext, filter: ProcessFilter): Promise<ProcessTally> {
    if (wantedOf(ctx.actor, filter).length > 0) return { items: await countStates(ctx, filter) };
    const counted = await Promise.all(
      processStates.map(async (state) => ({
        state,
        ...(await processReads.count(ctx, { ...filter, state: [state] })),
      })),
    );
    return { items: counted.filter(({ count }) => count > 0) };
  },

  /** Which versions of the workers' code there are, for whoever switches them on and off. */
  async versions(ctx: ServiceContext): Promise<WorkerVersions> {
    allow(ctx, 'process:operate');
    return { items: [...(await ctx.ports.workerVersions())] };
  },
};

/** Those of few records are found once, and counted all together. */
async function countStates(ctx: ServiceContext, filter: ProcessFilter): Promise<ProcessTally['items']> {
  const rows = await visible(ctx, filter)
    .clearSelect()
    .select(['process.state', sql<number>`count(*)::int`.as('count')])
    .groupBy('process.state')
    .execute();
  return rows
    .map(({ state, count }) => ({ state, count, capped: false }))
    .toSorted((a, b) => processStates.indexOf(a.state) - processStates.indexOf(b.state));
}

function visible(ctx: ServiceContext, filter: ProcessFilter) {
  allow(ctx, 'process:read');
  const named = wantedOf(ctx.actor, filter).map(({ found }) => found);
  return selectProcesses(database(ctx.em), filter, ctx.actor).where((eb) => eb.and(named));
}

async function find(ctx: ServiceContext, id: string): Promise<ProcessColumns> {
  allow(ctx, 'process:read');
  return findVisible(ctx, id);
}

function present(ctx: ServiceContext) {
  return (row: ProcessColumns) => presentProcess(row, ctx.actor, ctx.ports.temporalUiUrl);
}
