import { z } from 'zod';
import type { ConditionGroup } from '@crm/domain/workflow/conditions.rules';
import { usualRunsPerHour } from '@crm/domain/workflow/firing.rules';
import {
  workflow,
  type WorkflowAction,
  type WorkflowEntity,
  type WorkflowRow,
  type WorkflowTrigger,
} from '@crm/domain/workflow/workflow';
import { ruleIssues } from '@crm/domain/workflow/workflow.rules';
import { api } from '#admin/lib/trpc.ts';
import type { SchemaIssue } from '#admin/resource/schema.ts';

/** A rule while it is edited. What is not chosen yet is empty. */
export interface RuleValues {
  readonly name: string;
  readonly entity: WorkflowEntity;
  readonly trigger: WorkflowTrigger;
  readonly conditions: ConditionGroup;
  readonly actions: readonly WorkflowAction[];
  readonly enabled: boolean;
  readonly runOnImport: boolean;
  readonly oncePerRecord: boolean;
  readonly mostRunsPerHour: number;
}

/** What the form begins with. */
export function ruleValues(row: WorkflowRow | undefined): RuleValues {
  return {
    name: row?.name ?? '',
    entity: row?.entity ?? 'lead',
    trigger: row?.trigger ?? { on: 'created' },
    conditions: row?.conditions ?? { match: 'all', conditions: [] },
    actions: row?.actions ?? [{ do: 'notify', roles: ['owner'], userIds: [], message: '' }],
    enabled: row?.enabled ?? false,
    runOnImport: row?.runOnImport ?? false,
    oncePerRecord: row?.oncePerRecord ?? false,
    mostRunsPerHour: row?.mostRunsPerHour ?? usualRunsPerHour,
  };
}

/** What is wrong with a rule, by its own rules: those of its shape first, then whether it fits its entity. */
export function issuesOf(values: RuleValues): readonly SchemaIssue[] {
  const checked = workflow.create.safeParse(values);
  if (!checked.success) return checked.error.issues;
  // Whatever a rule lacks here was not chosen yet: the editor offers nothing that does not fit.
  return ruleIssues(checked.data).map(({ field }) => ({
    code: 'invalid_type',
    path: field.split('.'),
    message: '',
    expected: 'string',
  }));
}

const sent = z.object({ data: workflow.create });

/** Saves a rule; its entity stays what it was. */
export function writeRule(row: WorkflowRow | undefined, values: RuleValues) {
  const { data } = sent.parse({ data: values });
  if (!row) return api.workflow.create.mutate({ data });
  const { entity: _stays, ...changes } = data;
  return api.workflow.update.mutate({ id: row.id, version: row.version, data: changes });
}
