import { database } from '@crm/db/orm';
import { unsettledChargeStates } from '@crm/domain/charge/charge';
import { DomainError } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';

/**
 * Nothing else is done to what an invoice owes while its money is being tried for: it would be paid twice.
 * @throws DomainError `invalid_transition`
 */
export async function refuseWhileCharging(ctx: ServiceContext, invoiceId: string): Promise<void> {
  const open = database(ctx.em)
    .selectFrom('crm_charges')
    .select('id')
    .where('invoiceId', '=', invoiceId)
    .where('state', 'in', unsettledChargeStates);
  if ((await open.executeTakeFirst()) === undefined) return;
  throw new DomainError('invalid_transition', 'Its money is being tried for. Wait until the outcome is known.', {
    act: 'pay',
  });
}
