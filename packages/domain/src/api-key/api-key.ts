import { z } from 'zod';
import type { TokenScope } from '../actor.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, id, isoDateTime, line, namedRef, queryList, recordBase, searchText } from '../scalars.ts';
import { typeNames } from '../type-names.ts';
import { mostOverlapMinutes, usualOverlapMinutes } from './api-key.rules.ts';

const tokenScope = z
  .string()
  .regex(/^crm:\w{1,60}:(?:read|write)$/u, 'Use a scope such as crm:accounts:read')
  .transform((scope) => scope as TokenScope);
const mostScopes = 200;

const fields = {
  /** What the key is for, so that whoever finds it in a list knows whom to ask. */
  name: line(100),
  scopes: z.array(tokenScope).min(1).max(mostScopes),
  /** `null`: until it is revoked. */
  expiresAt: isoDateTime.nullable().default(null),
};

export const apiKeyStates = ['active', 'expired', 'revoked'] as const;

/**
 * How a program of one's own signs in: as its user, and no further than its scopes and that user's role go. Deleting a
 * key revokes it at once; what is restored has no secret until it is rotated.
 */
export const apiKey = defineResource({
  name: 'api_key',
  path: 'api_keys',
  table: 'crm_api_keys',
  row: z.object({
    ...recordBase,
    name: z.string(),
    /** How the newest secret begins: enough to know it by, too little to use. */
    prefix: z.string(),
    userId: id,
    user: namedRef.nullable(),
    scopes: z.array(z.string()),
    expiresAt: isoDateTime.nullable(),
    rotatedAt: isoDateTime.nullable(),
    /** To the minute. */
    lastUsedAt: isoDateTime.nullable(),
    keyState: z.enum(apiKeyStates),
    abilities: abilities('update', 'delete', 'restore', 'rotate'),
  }),
  create: z.strictObject({
    ...fields,
    /** Whose rights it has: the caller's, unless an administrator makes it for somebody else. */
    userId: id.optional(),
  }),
  example: { name: 'Web shop', scopes: ['crm:accounts:read'] },
  update: z.strictObject(patchOf(fields)),
  filter: z.strictObject({ userId: queryList(id).optional(), q: searchText.optional() }),
  sortable: ['createdAt', 'name'],
  permissions: crudPermissions('api_key'),
});
export type ApiKeyRow = RowOf<typeof apiKey>;

/** A key with its new secret. */
export const issuedApiKey = apiKey.row
  .extend({
    /** Shown this once. `null` when the answer is given again for the same Idempotency-Key: it is not kept anywhere. */
    secret: z.string().nullable(),
  })
  .register(typeNames, { name: 'IssuedApiKey' });
export type IssuedApiKey = z.output<typeof issuedApiKey>;

export const rotateInput = z.strictObject({
  /** How long the old secret works beside the new one. */
  overlapMinutes: z.number().int().min(0).max(mostOverlapMinutes).default(usualOverlapMinutes),
});

/** The scopes that a key of somebody may have. */
export const grantableScopes = z.object({ items: z.array(z.string()) });
