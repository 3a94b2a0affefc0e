import { database } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';
import { can } from '../policy.ts';

/**
 * One live account per e-mail (DIFF-013). The database's unique index has the last word; this gives the better answer.
 * @param except the account that is being changed
 * @throws DomainError `duplicate`, naming the other account if the caller may see it
 */
export async function refuseTakenEmail(
  ctx: ServiceContext,
  emailNormalized: string | null,
  except: string | null,
): Promise<void> {
  if (emailNormalized === null) return;
  const holder = await findByEmail(ctx, emailNormalized, 'live', except);
  if (holder) {
    throw new DomainError('duplicate', 'Another account has this e-mail.', {
      field: 'email',
      ...(can(ctx.actor, 'account:read', holder) ? { existing: { id: holder.id, name: holder.name } } : {}),
    });
  }
}

/**
 * Offers what lies in the trash instead of making the same account again.
 * @throws DomainError `exists_in_trash`; an account that the caller may not restore is not spoken of
 */
export async function offerFromTrash(ctx: ServiceContext, emailNormalized: string | null): Promise<void> {
  if (emailNormalized === null) return;
  const holder = await findByEmail(ctx, emailNormalized, 'trash', null);
  if (holder && can(ctx.actor, 'account:restore', holder)) {
    throw new DomainError(
      'exists_in_trash',
      'An account with this e-mail lies in the trash. Restore it, or confirm that you want another one.',
      { field: 'email', existing: { id: holder.id, name: holder.name } },
    );
  }
}

function findByEmail(ctx: ServiceContext, emailNormalized: string, where: 'live' | 'trash', except: string | null) {
  return database(ctx.em)
    .selectFrom('crm_accounts')
    .select(['id', 'name', 'assignedTo', 'teamId'])
    .where('emailNormalized', '=', emailNormalized)
    .where('deletedAt', where === 'live' ? 'is' : 'is not', null)
    .$if(except !== null, (select) => select.where('id', '!=', except ?? ''))
    .orderBy('deletedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}
