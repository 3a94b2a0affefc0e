import { userService } from '@crm/core/user/user.service';
import { user } from '@crm/domain/user/user';
import { crud } from '../crud.ts';

export const userRouter = crud(user, userService);
