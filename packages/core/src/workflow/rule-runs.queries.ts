import { database } from '@crm/db/orm';
import { ruleRunReasons, type RuleRunRow } from '@crm/domain/workflow/rule-run';
import type { ServiceContext } from '../context.ts';
import { iso } from '../present.ts';

/** So many of the latest runs are shown. */
const shown = 100;

/** The latest runs of a rule, the newest first. */
export async function readRuns(ctx: ServiceContext, workflowId: string): Promise<RuleRunRow[]> {
  const rows = await database(ctx.em)
    .selectFrom('crm_rule_runs as run')
    .leftJoin('crm_processes as process', 'process.id', 'run.processId')
    .selectAll('run')
    .select('process.error as processError')
    .where('run.workflowId', '=', workflowId)
    .orderBy('run.createdAt', 'desc')
    .orderBy('run.id', 'desc')
    .limit(shown)
    .execute();
  return rows.map((run) => ({
    id: run.id,
    ruleVersion: run.ruleVersion,
    entity: run.entity,
    recordId: run.recordId,
    firedBy: run.firedBy,
    causedBy: run.causedBy,
    depth: run.depth,
    state: run.state,
    reason: ruleRunReasons.find((reason) => reason === run.reason) ?? null,
    processId: run.processId,
    error: run.processError?.message ?? null,
    steps: run.steps,
    createdAt: iso(run.createdAt),
    endedAt: iso(run.endedAt),
  }));
}
