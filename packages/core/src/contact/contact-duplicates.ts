import { database } from '@crm/db/orm';
import { personName } from '@crm/domain/contact/contact';
import { DomainError } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';
import { allow, can, within } from '../policy.ts';

interface Reach {
  readonly emailNormalized: string | null;
  readonly phoneE164: string | null;
}

const shownCandidates = 5;

/**
 * Asks before a second contact with the same e-mail or phone is made (DIFF-013). Only contacts that the caller may see
 * are spoken of.
 * @throws DomainError `possible_duplicate` with the candidates; `exists_in_trash` when the only one lies in the trash
 */
export async function askAboutDuplicates(ctx: ServiceContext, reach: Reach): Promise<void> {
  const { emailNormalized, phoneE164 } = reach;
  if (emailNormalized === null && phoneE164 === null) return;
  const scope = allow(ctx, 'contact:read');
  const rows = await database(ctx.em)
    .selectFrom('crm_contacts as contact')
    .select(['id', 'firstName', 'lastName', 'email', 'phone', 'assignedTo', 'teamId', 'deletedAt'])
    .where((eb) =>
      eb.or([
        ...(emailNormalized === null ? [] : [eb('contact.emailNormalized', '=', emailNormalized)]),
        ...(phoneE164 === null ? [] : [eb('contact.phoneE164', '=', phoneE164)]),
      ]),
    )
    .where(within(scope, ctx.actor, 'contact'))
    .orderBy('deletedAt', (order) => order.desc().nullsFirst())
    .limit(shownCandidates)
    .execute();
  const live = rows.filter((row) => row.deletedAt === null);
  const candidates = (live.length > 0 ? live : rows).map((row) => ({
    id: row.id,
    name: personName(row),
    email: row.email,
    phone: row.phone,
  }));
  if (live.length > 0) {
    throw new DomainError('possible_duplicate', 'Contacts with this e-mail or phone exist. Open one, or confirm.', {
      candidates,
    });
  }
  const [trashed] = rows;
  if (trashed && can(ctx.actor, 'contact:restore', trashed)) {
    throw new DomainError(
      'exists_in_trash',
      'A contact with this e-mail or phone lies in the trash. Restore it, or confirm.',
      {
        existing: candidates[0],
      },
    );
  }
}
