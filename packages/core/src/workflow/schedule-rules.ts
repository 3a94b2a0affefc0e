import { sql, type RawBuilder } from 'kysely';
import { database, inTransaction } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { toSnake } from '@crm/domain/snake-keys';
import {
  matchesConditions,
  relationsIn,
  type Comparison,
  type ConditionGroup,
} from '@crm/domain/workflow/conditions.rules';
import { latestTurn } from '@crm/domain/workflow/schedule.rules';
import type { WorkflowEntity } from '@crm/domain/workflow/workflow';
import { workflowFields } from '@crm/domain/workflow/workflow-fields';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { orderRun, type FiredRule } from './fire-rules.ts';
import { orNull, readForRule } from './rule-records.ts';
import type { RuleRoom } from './rule-runs.ts';
import { ruleTables } from './rule-tables.ts';

/** So many records are looked at in one transaction. */
const atOnce = 200;
const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
/** Below every id. */
const beforeAll = '00000000-0000-0000-0000-000000000000';
const found = z.object({ id: z.uuid() });

/**
 * Fires the rules whose turn has come, for every record that fits: some records of one rule at a time, and where it is
 * with them stands in the rule, so that what is broken off goes on there. A turn that came while nothing ran is taken
 * afterwards, but only the latest; one from before the rule was last changed is not.
 * @returns whether there is more to do at once
 */
export async function fireScheduledRules({ fork, ports, now }: RuleRoom): Promise<boolean> {
  const rules = await database(fork())
    .selectFrom('crm_workflows')
    .select(['id', 'trigger'])
    .where('enabled', '=', true)
    .where('deletedAt', 'is', null)
    .execute();
  let more = false;
  for (const { id, trigger } of rules) {
    if (trigger.on !== 'schedule') continue;
    const isUnderWay = await inTransaction(fork(), session, (em) =>
      takeTurn({ actor: systemActor, em, requestId: null, now, ports }, id),
    );
    more ||= isUnderWay;
  }
  return more;
}

/** The next records of a rule's turn. @returns whether the turn goes on */
async function takeTurn(ctx: ServiceContext, id: string): Promise<boolean> {
  const rule = await database(ctx.em)
    .selectFrom('crm_workflows')
    .select([
      'id',
      'entity',
      'ruleVersion',
      'oncePerRecord',
      'trigger',
      'conditions',
      'turnAt',
      'turnAfter',
      'updatedAt',
    ])
    .where('id', '=', id)
    .where('enabled', '=', true)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (rule?.trigger.on !== 'schedule') return false;
  const latest = latestTurn(rule.trigger, ctx.now);
  const isNew = latest > (rule.turnAt ?? rule.updatedAt) && latest > rule.updatedAt;
  if (!isNew && rule.turnAfter === null) return false;
  const turnAt = isNew ? latest : (rule.turnAt ?? latest);
  const { fits, turnAfter } = await lookAtSome(ctx, rule, isNew ? beforeAll : (rule.turnAfter ?? beforeAll));
  const { entity } = rule;
  for (const recordId of fits) {
    await orderRun(ctx, rule, {
      entity,
      recordId,
      firedBy: 'schedule',
      key: `${id}/${recordId}/${turnAt.toISOString()}`,
    });
  }
  await database(ctx.em).updateTable('crm_workflows').set({ turnAt, turnAfter }).where('id', '=', id).execute();
  return turnAfter !== null;
}

interface Turn extends FiredRule {
  readonly entity: WorkflowEntity;
  readonly conditions: ConditionGroup;
}

async function lookAtSome(ctx: ServiceContext, rule: Turn, after: string) {
  const { entity, conditions } = rule;
  const { rows } = await sql`
    select record.id from ${sql.table(`crm_core.${ruleTables[entity]}`)} as record
    where record.deleted_at is null and record.id > ${after} and ${narrow(entity, conditions)}
      and not (${rule.oncePerRecord} and exists (
        select from crm_core.crm_rule_runs as run
        where run.workflow_id = ${rule.id} and run.record_id = record.id and run.state in ('queued', 'running', 'done')
      ))
    order by record.id limit ${atOnce}`.execute(database(ctx.em));
  const ids = z.array(found).parse(rows);
  const fits: string[] = [];
  for (const { id } of ids) {
    const row = await readForRule(ctx, entity, id, relationsIn(conditions)).catch(orNull);
    if (row !== null && matchesConditions(conditions, row, ctx.now)) fits.push(id);
  }
  return { fits, turnAfter: ids.length < atOnce ? null : (ids.at(-1)?.id ?? null) };
}

/**
 * What the database can tell of conditions, so that not every record is read: it lets through all that fit, and some
 * that do not. Text, which people write in many ways, is left to the rule itself; so is whatever lies beyond the record.
 */
function narrow(entity: WorkflowEntity, group: ConditionGroup): RawBuilder<unknown> {
  const everything = sql`true`;
  const parts = group.conditions.map((condition) =>
    'match' in condition ? narrow(entity, condition) : compare(entity, condition),
  );
  switch (group.match) {
    case 'all':
      return parts.length === 0 ? everything : sql`(${sql.join(parts, sql` and `)})`;
    case 'any':
      return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
    case 'none':
      return everything;
  }
}

function compare(entity: WorkflowEntity, { field: name, op, value }: Comparison): RawBuilder<unknown> {
  const field = workflowFields(entity).find((known) => known.name === name);
  const everything = sql`true`;
  if (field === undefined || field.type === 'text' || computed.has(`${entity}.${name}`)) return everything;
  const column = sql.ref(`record.${toSnake(name)}`);
  if (op === 'equals') return sql`${column} = ${value}`;
  if (op === 'in' && Array.isArray(value)) return sql`${column} in (${sql.join(value)})`;
  if (op === 'is_empty') return sql`${column} is null`;
  if (op === 'is_filled') return sql`${column} is not null`;
  return everything;
}

/** Fields that follow from others when a record is read. */
const computed: ReadonlySet<string> = new Set(['ticket.slaState']);
