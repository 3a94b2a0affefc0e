import { createHash, randomBytes } from 'node:crypto';
import { database } from '@crm/db/orm';
import { secretPrefix, shownPrefixLength } from '@crm/domain/api-key/api-key.rules';
import type { ServiceContext } from '../context.ts';

const secretBytes = 32;

/**
 * What the database knows a secret by. SHA-256 without salt is right here and wrong for passwords: there is nothing to
 * guess in 256 random bits, and the key is looked up by it.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Makes a secret; it is shown to whoever asked for it, and only its hash is stored. */
export function newSecret(): { readonly secret: string; readonly prefix: string } {
  const secret = `${secretPrefix}${randomBytes(secretBytes).toString('base64url')}`;
  return { secret, prefix: secret.slice(0, shownPrefixLength) };
}

/** Lets a secret open a key. */
export async function storeSecret(ctx: ServiceContext, apiKeyId: string, secret: string): Promise<void> {
  await database(ctx.em)
    .insertInto('crm_api_key_secrets')
    .values({ id: hashSecret(secret), apiKeyId, createdAt: ctx.now })
    .execute();
}

/** No secret opens the key any more. */
export async function dropSecrets(ctx: ServiceContext, apiKeyId: string): Promise<void> {
  await database(ctx.em).deleteFrom('crm_api_key_secrets').where('apiKeyId', '=', apiKeyId).execute();
}
