import { database } from '@crm/db/orm';
import type { FieldIssue } from '@crm/domain/errors';
import type { WorkflowAction } from '@crm/domain/workflow/workflow';
import type { ServiceContext } from '../context.ts';

const tables = {
  user: 'crm_users',
  team: 'crm_teams',
  tag: 'crm_tags',
  endpoint: 'crm_webhook_endpoints',
} as const;

interface Reference {
  readonly to: keyof typeof tables;
  readonly id: string;
  readonly field: string;
}

/** The people, teams, tags and endpoints that a rule's actions name and that are not there (any more). */
export async function missingReferences(
  ctx: ServiceContext,
  actions: readonly WorkflowAction[],
): Promise<readonly FieldIssue[]> {
  const named = actions.flatMap((action, at) =>
    referencesOf(action).map((reference) => ({ ...reference, field: `actions.${at}.${reference.field}` })),
  );
  const missing: FieldIssue[] = [];
  for (const [to, references] of Map.groupBy(named, (reference) => reference.to)) {
    const rows = await database(ctx.em)
      .selectFrom(tables[to])
      .select('id')
      .where(
        'id',
        'in',
        references.map(({ id }) => id),
      )
      .where('deletedAt', 'is', null)
      .execute();
    const live = new Set(rows.map(({ id }) => id));
    const message = `Choose a ${to} that exists.`;
    missing.push(
      ...references.filter(({ id }) => !live.has(id)).map(({ field }) => ({ field, code: `unknown_${to}`, message })),
    );
  }
  return missing;
}

function referencesOf(action: WorkflowAction): readonly Reference[] {
  switch (action.do) {
    case 'assign':
      return [
        ...(action.userId === undefined ? [] : [{ to: 'user' as const, id: action.userId, field: 'userId' }]),
        ...(action.teamId === undefined ? [] : [{ to: 'team' as const, id: action.teamId, field: 'teamId' }]),
      ];
    case 'create_activity':
      return action.assignedTo === undefined ? [] : [{ to: 'user', id: action.assignedTo, field: 'assignedTo' }];
    case 'add_tag':
      return [{ to: 'tag', id: action.tagId, field: 'tagId' }];
    case 'notify':
      return peopleOf(action);
    case 'call_webhook':
      return [{ to: 'endpoint', id: action.endpointId, field: 'endpointId' }];
    case 'branch':
      return sidesOf(action);
    case 'ask_approval':
      return [...peopleOf(action), ...sidesOf(action)];
    case 'create_record':
    case 'set_field':
    case 'start_process':
    case 'send_mail':
    case 'wait':
    case 'wait_until':
      return [];
  }
}

function peopleOf({ userIds }: { readonly userIds: readonly string[] }): readonly Reference[] {
  return userIds.map((id, at) => ({ to: 'user', id, field: `userIds.${at}` }));
}

function sidesOf(action: Extract<WorkflowAction, { do: 'branch' | 'ask_approval' }>): readonly Reference[] {
  return (['then', 'else'] as const).flatMap((side) =>
    action[side].flatMap((inner, at) =>
      referencesOf(inner).map((reference) => ({ ...reference, field: `${side}.${at}.${reference.field}` })),
    ),
  );
}
