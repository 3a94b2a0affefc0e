import { sql, type ExpressionBuilder, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '@crm/db/database';
import { database } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import { refuseUnknown } from '@crm/domain/errors';
import { scopeOf } from '@crm/domain/permissions';
import {
  processSubjectTypes,
  type ProcessFilter,
  type ProcessState,
  type ProcessSubjectType,
} from '@crm/domain/process/process';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from '../context.ts';
import type { Wanted } from '../page.ts';
import { within } from '../policy.ts';
import { containsText, escapeLike, matchesText } from '../search/matches-text.ts';
import { nameColumns, subjectName, subjectTables } from '../subject.ts';

/** What an operator should see to. */
const troubles = ['failed', 'stuck', 'retrying'] as const satisfies ProcessState[];

/**
 * Every read of processes, with the name of what they are about; who may see them is asked apart. Looked up for the rows of
 * a page alone: no join, which would be made for every row on the way to it.
 */
export function selectProcesses(db: Kysely<Database>, filter: ProcessFilter, actor: Actor) {
  return db
    .selectFrom('crm_processes as process')
    .selectAll('process')
    .select((eb) => [
      eb
        .selectFrom('crm_users as starter')
        .select('starter.name')
        .whereRef('starter.id', '=', 'process.startedBy')
        .as('startedByName'),
      subjectName('process').as('subjectName'),
    ])
    .where((eb) => eb.and(conditions(eb, filter, actor)));
}

type Processes = Database & { readonly process: Database['crm_processes'] };

function conditions(eb: ExpressionBuilder<Processes, 'process'>, filter: ProcessFilter, actor: Actor) {
  const { open, waitReason, errorCode, touchedType, touchedId } = filter;
  const kinds = filter.kind ? [eb('process.kind', 'in', filter.kind)] : [];
  const states = filter.state ? [eb('process.state', 'in', filter.state)] : [];
  const about = (['subjectType', 'subjectId', 'workflowId'] as const).flatMap((key) =>
    filter[key] === undefined ? [] : [eb(`process.${key}`, '=', filter[key])],
  );
  return [
    ...(filter.ids ? [eb('process.id', 'in', filter.ids)] : []),
    ...kinds,
    ...states,
    ...about,
    ...(open === undefined ? [] : [eb('process.closedAt', open ? 'is' : 'is not', null)]),
    ...(filter.needsMe === true ? [sql<boolean>`process.needs @> array[${actor.id}]::uuid[]`] : []),
    ...(filter.needsRepair === true ? [needsRepair] : []),
    ...(waitReason
      ? [sql<boolean>`process.wait is not null and process.wait ->> 'reason' = any(${[...waitReason]})`]
      : []),
    ...(errorCode
      ? [sql<boolean>`process.error is not null and process.error ->> 'code' = any(${[...errorCode]})`]
      : []),
    ...(touchedType === undefined && touchedId === undefined ? [] : [touches(touchedType, touchedId)]),
  ];
}

/** In trouble, and the same did not run again since. */
export const needsRepair = sql<boolean>`process.state in (${sql.join(troubles.map((state) => sql.lit(state)))}) and not exists (
  select from crm_core.crm_processes later
  where later.workflow_id = process.workflow_id and (later.started_at, later.id) > (process.started_at, process.id))`;

function touches(type: SubjectType | undefined, id: string | undefined): RawBuilder<boolean> {
  const named = [
    ...(type === undefined ? [] : [sql`touch.subject_type = ${type}`]),
    ...(id === undefined ? [] : [sql`touch.subject_id = ${id}`]),
  ];
  return sql<boolean>`process.id in (
    select touch.process_id from crm_core.crm_process_touches touch where ${sql.join(named, sql` and `)})`;
}

/** A process is seen by whoever may read what it is about, whose owner and team it carries. */
export function withinSubjects(actor: Actor): RawBuilder<boolean> {
  const reaches = Map.groupBy(readable(actor), ({ scope }) => scope);
  return anyOf(
    [...reaches].map(([scope, kinds]) => {
      const types = sql.join(kinds.map(({ type }) => sql.lit(type)));
      return sql`(process.subject_type in (${types}) and ${within(scope, actor, 'process')})`;
    }),
  );
}

/**
 * What few of all processes may meet, or nearly all: whether the caller sees what they are about, how that is called, and
 * how long they have waited. Asked by walking the newest processes, or of all of them by other indexes, whichever fills a page (`readFound`).
 */
export function wantedOf(actor: Actor, { name, waitingBefore }: ProcessFilter): Wanted[] {
  const kinds = readable(actor);
  const seesAll = kinds.length === processSubjectTypes.length && kinds.every(({ scope }) => scope === 'all');
  return [
    ...(seesAll ? [] : [bothWays(withinSubjects(actor))]),
    ...(waitingBefore === undefined ? [] : [bothWays(waitingSince(waitingBefore))]),
    ...(name === undefined
      ? []
      : [
          {
            hit: sql<boolean>`coalesce(${subjectName('process')} ilike ${`%${escapeLike(name)}%`}, false)`,
            found: aboutNamed(kinds, name),
          },
        ]),
  ];
}

/** A condition that an index answers as it stands. */
function bothWays(condition: RawBuilder<boolean>): Wanted {
  return { hit: condition, found: condition };
}

function waitingSince(before: string): RawBuilder<boolean> {
  return sql<boolean>`(process.wait is not null and process.wait ->> 'since' < ${before})`;
}

/** From the records' side: all processes about records of this name. */
function aboutNamed(kinds: readonly Readable[], name: string): RawBuilder<boolean> {
  if (kinds.length === 0) return sql<boolean>`false`;
  const records = kinds.map(
    ({ type }) => sql`
      select ${sql.lit(type)} as type, record.id from crm_core.${sql.raw(subjectTables[type])} as record
      where ${named(type, name)}`,
  );
  return sql<boolean>`process.id in (
    select about.id from (${sql.join(records, sql` union all `)}) as record
      join crm_core.crm_processes about on about.subject_type = record.type and about.subject_id = record.id)`;
}

/** The index is on the folded text of the whole record. */
function named(type: ProcessSubjectType, text: string): RawBuilder<boolean> {
  const name = containsText(`record.${nameColumns[type]}`, text);
  return type === 'campaign' || type === 'operation'
    ? name
    : sql<boolean>`${matchesText('record.searchText', text)} and ${name}`;
}

interface Readable {
  readonly type: ProcessSubjectType;
  readonly scope: NonNullable<ReturnType<typeof scopeOf>>;
}

function readable(actor: Actor): Readable[] {
  return processSubjectTypes.flatMap((type) => {
    const scope = scopeOf(actor.role, `${type}:read`);
    return scope === null ? [] : [{ type, scope }];
  });
}

function anyOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

/** @throws DomainError `not_found` for what the caller does not see */
export async function findVisible(ctx: ServiceContext, id: string): Promise<ProcessColumns> {
  const row = await selectProcesses(database(ctx.em), {}, ctx.actor)
    .where(withinSubjects(ctx.actor))
    .where('process.id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuseUnknown('process', id);
  return row;
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
