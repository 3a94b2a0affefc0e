import { accountService } from '@crm/core/account/account.service';
import { account } from '@crm/domain/account/account';
import { crud } from '../crud.ts';

export const accountRouter = crud(account, accountService);
