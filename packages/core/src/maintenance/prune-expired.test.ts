import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { jsonb } from '@crm/db/database';
import { createOrm, database, type MikroORM } from '@crm/db/orm';
import { createTestDatabase, type TestDatabase } from '@crm/db/testing';
import { createCompany, type TestCompany } from '../testing/company.ts';
import { pruneExpired } from './prune-expired.ts';

let home: TestDatabase;
let orm: MikroORM;
let company: TestCompany;

beforeAll(async () => {
  home = await createTestDatabase(inject('templateUrl'));
  orm = await createOrm(home.url);
  company = await createCompany(orm.em.fork());
});
afterAll(async () => {
  await orm.close();
  await home.drop();
});

it('removes what has expired and keeps the rest', async () => {
  const now = new Date();
  const past = new Date(now.getTime() - 1_000);
  const future = new Date(now.getTime() + 60_000);
  const db = database(orm.em.fork());
  const apiKeyId = randomUUIDv7();
  await db
    .insertInto('crm_api_keys')
    .values({
      id: apiKeyId,
      createdAt: past,
      updatedAt: past,
      userId: company.users.admin.id,
      name: 'ERP',
      prefix: 'crm_abcdefgh',
      scopes: jsonb([]),
    })
    .execute();
  await db.insertInto('crm_api_key_secrets').values({ id: 'endless', apiKeyId, createdAt: past }).execute();
  for (const [name, expiresAt] of [
    ['old', past],
    ['new', future],
  ] as const) {
    const actorId = company.users.admin.id;
    await db
      .insertInto('crm_idempotency')
      .values({
        actorId,
        key: name,
        procedure: 'x',
        requestHash: 'x',
        status: 200,
        response: null,
        createdAt: past,
        expiresAt,
      })
      .execute();
    await db
      .insertInto('crm_sessions')
      .values({
        id: name,
        userId: actorId,
        kind: 'token',
        createdAt: past,
        lastSeenAt: past,
        expiresAt,
        userAgent: null,
        scope: null,
      })
      .execute();
    await db
      .insertInto('crm_refresh_tokens')
      .values({ id: randomUUIDv7(), sessionId: name, tokenHash: name, createdAt: past, expiresAt, usedAt: null })
      .execute();
    await db.insertInto('crm_api_key_secrets').values({ id: name, apiKeyId, createdAt: past, expiresAt }).execute();
    await db.insertInto('crm_rate_limits').values({ key: name, points: 1, expire: expiresAt.getTime() }).execute();
  }
  await pruneExpired(orm.em.fork(), now);
  expect((await db.selectFrom('crm_idempotency').select('key').execute()).map(({ key }) => key)).toEqual(['new']);
  expect((await db.selectFrom('crm_sessions').select('id').execute()).map(({ id }) => id)).toEqual(['new']);
  expect((await db.selectFrom('crm_refresh_tokens').select('tokenHash').execute()).map((row) => row.tokenHash)).toEqual(
    ['new'],
  );
  const secrets = await db.selectFrom('crm_api_key_secrets').select('id').orderBy('id').execute();
  expect(secrets.map(({ id }) => id)).toEqual(['endless', 'new']);
  expect((await db.selectFrom('crm_rate_limits').select('key').execute()).map(({ key }) => key)).toEqual(['new']);
});
