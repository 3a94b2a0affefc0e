import { defineEntity, p } from '@mikro-orm/core';
import type { TokenScope } from '@crm/domain/actor';
import { idOf, moment, recordColumns, schema } from './columns.ts';
import { liveIndex, sortIndex, trashIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'crm_api_keys',
  schema,
  properties: {
    ...recordColumns(() => User),
    userId: () => idOf(User),
    name: p.text(),
    prefix: p.text(),
    scopes: p.json<readonly TokenScope[]>(),
    expiresAt: moment().strictNullable(),
    rotatedAt: moment().strictNullable(),
  },
  indexes: [
    sortIndex('crm_api_keys_created_at', 'createdAt'),
    sortIndex('crm_api_keys_name', 'name'),
    liveIndex('crm_api_keys_user_id', 'userId', 'createdAt', 'id'),
    trashIndex('crm_api_keys'),
  ],
});

/** How a program signs in as its user. */
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);

const ApiKeySecretSchema = defineEntity({
  name: 'ApiKeySecret',
  tableName: 'crm_api_key_secrets',
  schema,
  properties: {
    /**
     * SHA-256 of the secret in hex. A slow hash protects what people think up; this secret has 256 random bits, which
     * nobody tries through, and it is checked with every request.
     */
    id: p.text().primary(),
    apiKeyId: () => idOf(ApiKey).deleteRule('cascade'),
    createdAt: moment(),
    /** Set when a newer secret took its place. */
    expiresAt: moment().strictNullable(),
    lastUsedAt: moment().strictNullable(),
  },
  indexes: [{ name: 'crm_api_key_secrets_api_key_id', properties: ['apiKeyId'] }],
});

/** A secret that opens a key: one, and for a while two after a rotation. */
export class ApiKeySecret extends ApiKeySecretSchema.class {}
ApiKeySecretSchema.setClass(ApiKeySecret);
