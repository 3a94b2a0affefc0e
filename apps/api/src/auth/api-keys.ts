import type { FastifyRequest } from 'fastify';
import { hashSecret } from '@crm/core/api-key/api-key-secret';
import { loadKeyHolder, type SignedIn } from '@crm/core/auth/signed-in';
import { database, type EntityManager } from '@crm/db/orm';
import { consoleScopes, isApiKey } from '@crm/domain/api-key/api-key.rules';
import { DomainError } from '@crm/domain/errors';
import type { SignedInCache } from './signed-in-cache.ts';

/** How exact the time of a key's last use is. */
const exactnessMs = 60_000;
const mostKept = 10_000;

/** Notes when a key was used, at most once a minute for each, by however many processes. */
export class KeyUses {
  #noted = new Map<string, number>();

  async note(em: EntityManager, secretHash: string, now: Date): Promise<void> {
    const before = this.#noted.get(secretHash);
    if (before !== undefined && now.getTime() - before < exactnessMs) return;
    if (this.#noted.size >= mostKept) this.#noted.clear();
    this.#noted.set(secretHash, now.getTime());
    await database(em)
      .updateTable('crm_api_key_secrets')
      .set({ lastUsedAt: now })
      .where('id', '=', secretHash)
      .where((eb) =>
        eb.or([eb('lastUsedAt', 'is', null), eb('lastUsedAt', '<=', new Date(now.getTime() - exactnessMs))]),
      )
      .execute();
  }
}

interface Parts {
  readonly cache: SignedInCache;
  readonly keyUses: KeyUses;
}

/**
 * The user behind an API key.
 * @throws DomainError `token_invalid` for a key that is unknown, revoked, expired or replaced
 */
export async function keyHolder({ cache, keyUses }: Parts, em: EntityManager, secret: string): Promise<SignedIn> {
  const hash = hashSecret(secret);
  const now = new Date();
  const signedIn = await cache.get(hash, () => loadKeyHolder(em, hash, now));
  if (signedIn === null) throw new DomainError('token_invalid', 'This API key does not hold (any more). Use another.');
  await keyUses.note(em, hash, now);
  return signedIn;
}

/**
 * The console's door is for staff (CONSOLE-064): a key passes with the scope for it only.
 * @throws DomainError `insufficient_scope`
 */
export function requireConsoleScope(signedIn: SignedIn | null, { method }: Pick<FastifyRequest, 'method'>): void {
  if (signedIn === null || !isApiKey(signedIn.actor.via)) return;
  const missing = method === 'GET' || method === 'HEAD' ? consoleScopes.read : consoleScopes.write;
  if (signedIn.actor.tokenScopes?.includes(missing) === true) return;
  throw new DomainError('insufficient_scope', `This key lacks the scope ${missing}.`, { missing_scope: missing });
}
