import { database } from '@crm/db/orm';
import type { AttachableType } from '@crm/domain/attachment/attachment';
import type { ServiceContext } from '../context.ts';
import type { Owned } from '../policy.ts';
import { subjectTables } from '../subject.ts';

/** Who answers for a process's subject, which is who hears of the process; nobody for a subject that is gone. */
export async function ownerOfSubject(
  ctx: ServiceContext,
  { type, id }: { readonly type: AttachableType; readonly id: string },
): Promise<Owned> {
  const found = await database(ctx.em)
    .selectFrom(subjectTables[type])
    .select(['assignedTo', 'teamId'])
    .where('id', '=', id)
    .executeTakeFirst();
  return found ?? { assignedTo: null, teamId: null };
}
