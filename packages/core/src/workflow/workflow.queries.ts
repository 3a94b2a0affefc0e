import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import type { FilterOf } from '@crm/domain/resource';
import { workflow, type WorkflowRow } from '@crm/domain/workflow/workflow';
import { iso, presentRecord, recordAbilities } from '../present.ts';
import { escapeLike } from '../search/matches-text.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of rules. */
export function selectWorkflows(db: Kysely<Database>, filter: FilterOf<typeof workflow>) {
  return db
    .selectFrom('crm_workflows as workflow')
    .selectAll('workflow')
    .select([userName('workflow.createdBy').as('createdByName'), userName('workflow.updatedBy').as('updatedByName')])
    .where((eb) =>
      eb.and([
        ...(filter.entity ? [eb('workflow.entity', 'in', filter.entity)] : []),
        ...(filter.enabled === undefined ? [] : [eb('workflow.enabled', '=', filter.enabled)]),
        ...(filter.q ? [eb('workflow.name', 'ilike', `%${escapeLike(filter.q)}%`)] : []),
      ]),
    );
}

type WorkflowColumns = Awaited<ReturnType<ReturnType<typeof selectWorkflows>['execute']>>[number];

export const workflowOrder = {
  table: 'workflow',
  columns: {
    name: { column: 'workflow.name' },
    createdAt: { column: 'workflow.createdAt' },
    updatedAt: { column: 'workflow.updatedAt' },
  },
  fallback: 'name',
} as const;

export function presentWorkflow(row: WorkflowColumns, actor: Actor): WorkflowRow {
  return {
    ...presentRecord(row),
    name: row.name,
    entity: row.entity,
    trigger: row.trigger,
    conditions: row.conditions,
    actions: row.actions,
    enabled: row.enabled,
    ruleVersion: row.ruleVersion,
    runOnImport: row.runOnImport,
    oncePerRecord: row.oncePerRecord,
    mostRunsPerHour: row.mostRunsPerHour,
    lastRunAt: iso(row.lastRunAt),
    lastError: row.lastError,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, workflow.permissions),
  };
}
