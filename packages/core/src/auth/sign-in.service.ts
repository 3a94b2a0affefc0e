import { database, type EntityManager } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import { normalizeEmail } from '@crm/domain/normalize/email';
import { verifyPassword } from './password.ts';

/** Slows down guessing, per account and per address; kept in the database, so that it holds for all API processes. */
export interface SignInThrottle {
  /** @throws DomainError `too_many_requests` with `retry_after_seconds` */
  check(email: string, address: string): Promise<void>;
  failed(email: string, address: string): Promise<void>;
  succeeded(email: string, address: string): Promise<void>;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** The network address that the attempt comes from. */
  readonly address: string;
}

/**
 * Who has these credentials. Nothing in answer or time tells whether the address or the password was wrong.
 * @returns the user's id
 * @throws DomainError `bad_credentials`, `too_many_requests`
 */
export async function signIn(
  em: EntityManager,
  { email, password, address }: Credentials,
  throttle: SignInThrottle,
  now: Date,
): Promise<string> {
  const account = normalizeEmail(email);
  await throttle.check(account, address);
  const db = database(em);
  const user = await db
    .selectFrom('crm_users')
    .select(['id', 'passwordHash', 'status'])
    .where('email', '=', account)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  const matches = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !matches || user.status !== 'active') {
    await throttle.failed(account, address);
    throw new DomainError('bad_credentials', 'This e-mail and password do not belong together.');
  }
  await throttle.succeeded(account, address);
  await db.updateTable('crm_users').set({ lastLoginAt: now }).where('id', '=', user.id).execute();
  return user.id;
}
