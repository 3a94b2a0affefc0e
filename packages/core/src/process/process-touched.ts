import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import type { TouchedRecord } from '@crm/domain/process/process-details';
import type { ServiceContext } from '../context.ts';
import { subjectName, subjectVisible } from '../subject.ts';

/** A process touches a handful of records; more are not shown. */
const shown = 50;

/** The records that a process touched, as far as the caller sees them. */
export async function readTouched(ctx: ServiceContext, processId: string): Promise<TouchedRecord[]> {
  const rows = await database(ctx.em)
    .selectFrom('crm_process_touches as touch')
    .select(['touch.subjectType as type', 'touch.subjectId as id', subjectName('touch').as('name')])
    .where('touch.processId', '=', processId)
    .where(subjectVisible(ctx, 'touch'))
    .orderBy(sql`touch.subject_type`)
    .orderBy('touch.subjectId')
    .limit(shown)
    .execute();
  return rows.map(({ type, id, name }) => ({ type, id, name: name ?? '' }));
}
