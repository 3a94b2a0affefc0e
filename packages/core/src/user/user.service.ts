import { randomUUIDv7 } from 'node:crypto';
import { User } from '@crm/db/entities/user.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import { normalizeEmail } from '@crm/domain/normalize/email';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { user } from '@crm/domain/user/user';
import { hashPassword } from '../auth/password.ts';
import { loadReaders } from '../auth/load-readers.ts';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { toDate } from '../present.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import { presentUser } from './user.presenter.ts';
import { selectUsers, userOrder } from './user.queries.ts';

const reads = makeReads({
  name: 'user',
  permission: user.permissions.read,
  select: selectUsers,
  present: presentUser,
  order: userOrder,
  owned: false,
});

/** Tables whose rows follow their owner into another team, so that a manager's view changes at once (PLAN-019). */
const ownedTables = [
  'crm_accounts',
  'crm_contacts',
  'crm_leads',
  'crm_opportunities',
  'crm_activities',
  'crm_invoices',
  'crm_subscriptions',
  'crm_tickets',
  'crm_campaigns',
] as const;

/** Users. Deleting one is disabling: sessions end at once, and what they did stays theirs (DIFF-014). */
export const userService = {
  ...reads,

  async create(ctx: ServiceContext, { password, ...data }: CreateOf<typeof user>) {
    allow(ctx, 'user:create');
    await refuseTakenLogin(ctx, data.email, null);
    await requireDeputy(ctx, data.deputyId, null);
    const record = ctx.em.create(User, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      email: normalizeEmail(data.email),
      absentUntil: toDate(data.absentUntil),
      passwordHash: await hashPassword(password),
      status: 'active',
      lastLoginAt: null,
      lastAssignedAt: null,
    });
    await saveCreated(ctx, 'user', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof user>, version?: number) {
    const record = await open(ctx, id, 'user:update', version);
    const { password, email, absentUntil, ...plain } = data;
    if (id === ctx.actor.id && plain.role !== undefined && plain.role !== record.role) {
      throw new DomainError('forbidden', 'Nobody changes the own role. Ask another administrator.');
    }
    if (email !== undefined) await refuseTakenLogin(ctx, email, id);
    await requireDeputy(ctx, plain.deputyId ?? null, id);
    const changes = assignChanges(record, {
      ...plain,
      ...(email === undefined ? {} : { email: normalizeEmail(email) }),
      ...(absentUntil === undefined ? {} : { absentUntil: toDate(absentUntil) }),
      ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
    });
    await saveUpdated(ctx, 'user', record, changes);
    if ('teamId' in changes) await moveOwnedRecords(ctx, id, record.teamId);
    if ('passwordHash' in changes) await endSessions(ctx, id);
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'user:delete', version);
    if (id === ctx.actor.id) throw new DomainError('forbidden', 'Nobody disables the own account.');
    record.status = 'disabled';
    await saveDeleted(ctx, 'user', record);
    await endSessions(ctx, id);
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'user:restore');
    await refuseTakenLogin(ctx, record.email, id);
    record.status = 'active';
    await saveRestored(ctx, 'user', record);
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `user:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, User, 'user', { id, permission, read: 'user:read', version });
}

async function refuseTakenLogin(ctx: ServiceContext, email: string, except: string | null): Promise<void> {
  const holder = await database(ctx.em)
    .selectFrom('crm_users')
    .select('id')
    .where('email', '=', normalizeEmail(email))
    .where('deletedAt', 'is', null)
    .$if(except !== null, (select) => select.where('id', '!=', except ?? ''))
    .executeTakeFirst();
  if (holder) {
    throw new DomainError('duplicate', 'Another user signs in with this e-mail.', {
      ...refuseFields([{ field: 'email', code: 'duplicate', message: 'Taken.' }]).details,
      existing: { id: holder.id },
    });
  }
}

async function moveOwnedRecords(ctx: ServiceContext, userId: string, teamId: string | null): Promise<void> {
  const db = database(ctx.em);
  for (const table of ownedTables) {
    await db.updateTable(table).set({ teamId }).where('assignedTo', '=', userId).execute();
  }
}

async function endSessions(ctx: ServiceContext, userId: string): Promise<void> {
  await database(ctx.em).deleteFrom('crm_sessions').where('userId', '=', userId).execute();
}

/** @throws DomainError `validation_failed` unless it is somebody else who may sign in */
async function requireDeputy(ctx: ServiceContext, deputyId: string | null, id: string | null): Promise<void> {
  if (deputyId === null) return;
  const [deputy] = await loadReaders(ctx, [deputyId]);
  if (deputy !== undefined && deputyId !== id) return;
  throw refuseFields([{ field: 'deputyId', code: 'unknown_user', message: 'Choose somebody else who may sign in.' }]);
}
