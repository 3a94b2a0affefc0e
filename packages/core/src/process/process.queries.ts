import { sql, type Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import { scopeOf } from '@crm/domain/permissions';
import type { processFilter } from '@crm/domain/process/process';
import { subjectTypes } from '@crm/domain/timeline/timeline';
import type { z } from 'zod';
import { within } from '../policy.ts';
import { subjectOf } from '../subject.ts';

/** Every read of processes, with the name and the owner of what they are about. */
export function selectProcesses(db: Kysely<Database>, filter: Partial<z.output<typeof processFilter>>, actor: Actor) {
  return db
    .selectFrom('crm_processes as process')
    .leftJoinLateral(subjectOf('process').as('subject'), (on) => on.onTrue())
    .leftJoin('crm_users as starter', 'starter.id', 'process.startedBy')
    .selectAll('process')
    .select([
      'starter.name as startedByName',
      'subject.name as subjectName',
      'subject.assignedTo as assignedTo',
      'subject.teamId as teamId',
    ])
    .where(withinSubjects(actor))
    .where((eb) =>
      eb.and([
        ...(filter.kind ? [eb('process.kind', 'in', filter.kind)] : []),
        ...(filter.state ? [eb('process.state', 'in', filter.state)] : []),
        ...(filter.open === undefined ? [] : [eb('process.closedAt', filter.open ? 'is' : 'is not', null)]),
        ...(filter.subjectType ? [eb('process.subjectType', '=', filter.subjectType)] : []),
        ...(filter.subjectId ? [eb('process.subjectId', '=', filter.subjectId)] : []),
        ...(filter.needsMe === true ? [sql<boolean>`${eb.ref('process.needs')} @> array[${actor.id}]::uuid[]`] : []),
      ]),
    );
}

/** A process is seen by whoever may read its subject. */
function withinSubjects(actor: Actor) {
  const reachable = subjectTypes.flatMap((type) => {
    const scope = scopeOf(actor.role, `${type}:read`);
    return scope === null
      ? []
      : [sql<boolean>`(${sql.ref('process.subjectType')} = ${type} and ${within(scope, actor, 'subject')})`];
  });
  return reachable.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(reachable, sql` or `)})`;
}

export type ProcessColumns = Awaited<ReturnType<ReturnType<typeof selectProcesses>['execute']>>[number];

export const processOrder = {
  table: 'process',
  columns: {
    startedAt: { column: 'process.startedAt' },
    updatedAt: { column: 'process.updatedAt' },
  },
  fallback: '-updatedAt',
} as const;
