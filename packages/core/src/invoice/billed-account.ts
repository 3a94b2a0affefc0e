import { database } from '@crm/db/orm';
import { refusedAs, refuseFields } from '@crm/domain/errors';
import { accountService } from '../account/account.service.ts';
import type { ServiceContext } from '../context.ts';
import type { BilledAccount } from './invoice-draft.ts';

/** The account of a bill that is there already, also when it lies in the trash by now. */
export function readBilledAccount(ctx: ServiceContext, id: string): Promise<BilledAccount> {
  return database(ctx.em)
    .selectFrom('crm_accounts')
    .select(['id', 'name', 'assignedTo', 'teamId'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** The account that somebody wants to bill. @throws DomainError `validation_failed` for one that the caller cannot see */
export function requireAccount(ctx: ServiceContext, id: string): Promise<BilledAccount> {
  return accountService
    .get(ctx, id)
    .catch(
      refusedAs(() =>
        refuseFields([{ field: 'accountId', code: 'unknown_account', message: 'Choose an account that you can see.' }]),
      ),
    );
}
