import { sql } from 'kysely';
import { database, inTransaction } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { toSnake } from '@crm/domain/snake-keys';
import { workflowFields } from '@crm/domain/workflow/workflow-fields';
import { z } from 'zod';
import { orderRun } from './fire-rules.ts';
import type { RuleRoom } from './rule-runs.ts';
import { ruleTables } from './rule-tables.ts';

/** How far back a date counts as just reached: longer than anything is ever down. */
const lookBackDays = 7;
const atOnce = 500;
const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
const due = z.object({ id: z.uuid(), day: z.string() });

/**
 * Fires the rules whose date has come for some record, once for each record and date. A rule that is switched on today
 * does not fire for what came before.
 * @returns how many runs were ordered
 */
export async function fireDateRules({ fork, ports, now }: RuleRoom): Promise<number> {
  const rules = await database(fork())
    .selectFrom('crm_workflows')
    .select(['id', 'entity', 'ruleVersion', 'oncePerRecord', 'trigger', 'updatedAt'])
    .where('enabled', '=', true)
    .where('deletedAt', 'is', null)
    .execute();
  let ordered = 0;
  for (const { id, entity, ruleVersion, oncePerRecord, trigger, updatedAt } of rules) {
    if (trigger.on !== 'date_reached') continue;
    const field = workflowFields(entity).find(({ name }) => name === trigger.field);
    if (field === undefined) continue;
    ordered += await inTransaction(fork(), session, async (em) => {
      const ctx = { actor: systemActor, em, requestId: null, now, ports };
      const column = sql.ref(`record.${toSnake(field.name)}`);
      const moment = sql`${column}::timestamptz + make_interval(days => ${trigger.offsetDays})`;
      const { rows } = await sql`
        select record.id, ${column}::text as day from ${sql.table(`crm_core.${ruleTables[entity]}`)} as record
        where record.deleted_at is null and ${moment} <= ${now} and ${moment} > ${now}::timestamptz - make_interval(days => ${lookBackDays})
          and ${moment} > ${updatedAt}
          and not exists (
            select from crm_core.crm_rule_runs as run
            where run.key = ${id} || '/' || record.id || '/' || ${column}::text
          )
        limit ${atOnce}`.execute(database(em));
      let made = 0;
      for (const { id: recordId, day } of z.array(due).parse(rows)) {
        const key = `${id}/${recordId}/${day}`;
        const run = await orderRun(
          ctx,
          { id, ruleVersion, oncePerRecord },
          { entity, recordId, firedBy: 'date_reached', key },
        );
        if (run !== null) made += 1;
      }
      return made;
    });
  }
  return ordered;
}
