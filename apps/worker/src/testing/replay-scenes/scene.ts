import type { ServiceContext } from '@crm/core/context';
import { leadService } from '@crm/core/lead/lead.service';
import { lead } from '@crm/domain/lead/lead';
import type { TestSystem } from '../test-system.ts';

/** Plays one path of a process to its end. @returns the workflow id of the run that took it, and which run if not the last */
export type Scene = (system: TestSystem) => Promise<string | { readonly workflowId: string; readonly runId: string }>;

/** Does something as the representative whom the scenes follow; choices go to the real server. */
export function asRep<T>(system: TestSystem, run: (ctx: ServiceContext) => Promise<T>): Promise<T> {
  return system.bench.as(system.bench.company.users.northRep, run, { ports: { processes: system.processes } });
}

/** What a process waits for, as its row says. */
export async function waitOf(system: TestSystem, processId: string) {
  const rows = system.bench.db().selectFrom('crm_processes').select('wait').where('id', '=', processId);
  return (await rows.executeTakeFirstOrThrow()).wait;
}

/** @returns the id of the process whose run has that id at Temporal */
export async function processOf(system: TestSystem, workflowId: string): Promise<string> {
  const rows = system.bench.db().selectFrom('crm_processes').select('id').where('workflowId', '=', workflowId);
  return (await rows.executeTakeFirstOrThrow()).id;
}

/** A lead of nobody, with the run that finds somebody. */
export async function unowned(system: TestSystem): Promise<{ id: string; processId: string }> {
  const input = lead.create.parse(system.scenes.somebody());
  const { id } = await system.bench.as(system.bench.company.users.admin, (ctx) => leadService.create(ctx, input));
  const rows = system.bench.db().selectFrom('crm_processes').select('id').where('subjectId', '=', id);
  return { id, processId: (await rows.executeTakeFirstOrThrow()).id };
}
