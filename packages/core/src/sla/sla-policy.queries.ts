import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import type { FilterOf } from '@crm/domain/resource';
import { slaPolicy, type SlaPolicyRow } from '@crm/domain/sla/sla-policy';
import { presentRecord, recordAbilities } from '../present.ts';
import { containsText } from '../search/matches-text.ts';
import { userName } from '../user/user.queries.ts';

/** The name of the policy that a column points to; row by row, as `userName`. */
export function policyName(column: string): RawBuilder<string | null> {
  return sql`(select name from crm_core.crm_sla_policies where id = ${sql.ref(column)})`;
}

export function selectPolicies(db: Kysely<Database>, filter: FilterOf<typeof slaPolicy>) {
  return db
    .selectFrom('crm_sla_policies as policy')
    .innerJoin('crm_calendars as calendar', 'calendar.id', 'policy.calendarId')
    .selectAll('policy')
    .select([
      'calendar.name as calendarName',
      userName('policy.createdBy').as('createdByName'),
      userName('policy.updatedBy').as('updatedByName'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.calendarId ? [eb('policy.calendarId', '=', filter.calendarId)] : []),
        ...(filter.q ? [containsText('policy.name', filter.q)] : []),
      ]),
    );
}

type PolicyColumns = Awaited<ReturnType<ReturnType<typeof selectPolicies>['execute']>>[number];

export const policyOrder = {
  table: 'policy',
  columns: {
    position: { column: 'policy.position' },
    name: { column: 'policy.name' },
    createdAt: { column: 'policy.createdAt' },
  },
  fallback: 'position',
} as const;

export function presentPolicy(row: PolicyColumns, actor: Actor): SlaPolicyRow {
  return {
    ...presentRecord(row),
    name: row.name,
    calendarId: row.calendarId,
    calendar: { id: row.calendarId, name: row.calendarName },
    targets: row.targets,
    isDefault: row.isDefault,
    position: row.position,
    categoryId: row.categoryId,
    priority: row.priority,
    industry: row.industry,
    escalation: row.escalation,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, slaPolicy.permissions),
  };
}
