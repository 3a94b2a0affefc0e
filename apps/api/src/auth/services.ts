import { loadOnBehalf, narrowToScopes, type SignedIn } from '@crm/core/auth/signed-in';
import { narrowScopes } from '@crm/core/auth/token-scopes';
import type { EntityManager } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import { normalizeEmail } from '@crm/domain/normalize/email';
import type { SignedInCache } from './signed-in-cache.ts';
import type { Assertion, TrustedIssuers } from './trusted-issuers.ts';

interface Parts {
  readonly cache: SignedInCache;
  readonly issuers: TrustedIssuers;
}

/**
 * The user on whose behalf a service acts (CONSOLE-021): that user's rights, with the service named in the audit log.
 * @throws DomainError `token_invalid`, `token_expired`, `token_wrong_audience`
 */
export async function actingFor({ cache, issuers }: Parts, em: EntityManager, token: string): Promise<SignedIn> {
  const assertion = await issuers.verify(token, 'service');
  const via = `service:${assertion.name}`;
  const email = normalizeEmail(assertion.email);
  const signedIn = await cache.get(`${via} ${email}`, () => loadOnBehalf(em, email));
  if (signedIn === null) throw refuseUser(assertion);
  const named = { ...signedIn, actor: { ...signedIn.actor, via } };
  return assertion.scope === null ? named : narrowToScopes(named, narrowScopes(named.actor.role, assertion.scope));
}

/**
 * The user whom a trusted issuer has signed in (CONSOLE-017).
 * @throws DomainError `token_invalid`, `token_expired`, `token_wrong_audience`
 */
export async function signedInElsewhere(
  { issuers }: Pick<Parts, 'issuers'>,
  em: EntityManager,
  token: string,
): Promise<{ readonly userId: string; readonly scope: string | null }> {
  const assertion = await issuers.verify(token, 'exchange');
  const signedIn = await loadOnBehalf(em, normalizeEmail(assertion.email));
  if (signedIn === null) throw refuseUser(assertion);
  return { userId: signedIn.user.id, scope: assertion.scope };
}

function refuseUser({ email }: Assertion): DomainError {
  return new DomainError('token_invalid', `Nobody here has the e-mail ${email}. Ask an administrator.`);
}
