import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { testPorts } from '@crm/core/testing/company';
import { openPlans, type Plans } from '@crm/core/testing/plans';
import type { EntityManager } from '@crm/db/orm';
import { insertOneOfEach } from '@crm/db/testing/one-of-each';
import { openDatabase, type OpenDatabase } from '@crm/db/testing/open-database';
import { systemActor, type Actor } from '@crm/domain/actor';
import { resources } from '@crm/domain/registry';
import type { RequestContext } from '../context.ts';
import { createFileLinks } from '../files/links.ts';
import { bare } from '../graphql/shapes.ts';
import { LiveChanges } from '../live/live-changes.ts';
import { callProcedure } from '../rest/call.ts';
import { exposedProcedures, type ExposedProcedure } from '../rest/procedures.ts';
import { appRouter } from '../trpc/app-router.ts';

/** Every filter of every count: with nothing to order by, only an index of the filter's own is of any use. */
const counts = exposedProcedures(appRouter).filter(({ name }) => name.endsWith('.count'));

/**
 * Settings: some hundred rows at most in any company, read whole in a moment. A filter that such a table has no index
 * for is named here; one of a table that grows with the business never is.
 */
const ofSettings: Readonly<Record<string, readonly string[]>> = {};

/** `custom.<key>` is walked by a test of its own. */
const elsewhere = new Set(['custom']);

function filtersOf({ input }: ExposedProcedure): readonly (readonly [string, z.core.$ZodType])[] {
  const filter = input?.shape['filter'];
  const schema = filter && bare(filter, 'input').schema;
  return schema instanceof z.ZodObject ? Object.entries(schema.shape).filter(([key]) => !elsewhere.has(key)) : [];
}

interface Json {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Json;
  readonly anyOf?: readonly Json[];
  readonly pattern?: string;
  readonly minimum?: number;
}

/** Some value that a filter takes. */
function sampleOf(schema: z.core.$ZodType): unknown {
  return sample(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json);
}

function sample({ type, format, enum: options, items, anyOf, pattern, minimum }: Json): unknown {
  if (options) return options[0];
  if (anyOf) return sample(anyOf[0] ?? {});
  if (items) return [sample(items)];
  if ([type].flat().includes('boolean')) return true;
  if (type === 'integer' || type === 'number') return (minimum ?? 0) + 1;
  const texts: Readonly<Record<string, string>> = {
    uuid: randomUUID(),
    date: '2026-01-01',
    'date-time': '2026-01-01T00:00:00Z',
  };
  return texts[format ?? ''] ?? (pattern === '^[A-Z]{3}$' ? 'EUR' : 'wrzesniewska');
}

describe('every filter that is allowed asks an index (PLAN-024)', () => {
  let own: OpenDatabase;
  let plans: Plans;
  let actor: Actor;
  beforeAll(async () => {
    own = await openDatabase(inject('templateUrl'));
    const { user } = await insertOneOfEach(own.db);
    // Any way through a table of one row is as good as another, so the planner is told that each has a million.
    await sql`
      select pg_restore_relation_stats(
        'schemaname', 'crm_core', 'relname', relname::text,
        'relpages', case relkind when 'r' then 1 else 2 end, 'reltuples', 1000000::real
      )
      from pg_class where relnamespace = 'crm_core'::regnamespace and relkind in ('r', 'i')`.execute(own.db);
    actor = { ...systemActor, kind: 'user', id: user };
    plans = openPlans(own.url, own.fork());
  });
  afterAll(async () => {
    await plans[Symbol.asyncDispose]();
    await own[Symbol.asyncDispose]();
  });

  for (const procedure of counts) {
    const noun = procedure.name.split('.')[0] ?? '';
    for (const [key, schema] of filtersOf(procedure)) {
      const known = ofSettings[noun]?.includes(key) ?? false;

      it(`${noun} by ${key}${known ? ': a table of settings' : ''}`, async () => {
        const filter = { [key]: sampleOf(schema) };
        const nodes = await plans.of((em) => callProcedure(appRouter, procedure, asAdmin(em), { filter }));
        const reads = nodes.filter(({ table }) => table === tableOf(procedure));
        expect(reads.length).toBeGreaterThan(0);
        const asked = reads.some((node) => node.asked !== '');
        // A filter of settings that has an index by now is taken off the list.
        expect(asked, JSON.stringify(reads)).toBe(!known);
      });
    }
  }

  function asAdmin(em: EntityManager): RequestContext {
    const user = { id: actor.id ?? '', email: '', name: '', locale: 'en', timeZone: 'UTC', team: null } as const;
    return {
      surface: 'trpc',
      signedIn: { actor, sessionId: '', expiresAt: new Date(), scope: null, user },
      em,
      requestId: 'plans',
      idempotencyKey: null,
      ports: testPorts,
      answer: { replayed: false },
      live: new LiveChanges(() => own.fork()),
      files: { links: createFileLinks('a secret for tests only, 32+ characters'), maxBytes: 1 },
      forgetSignedIn: () => undefined,
    };
  }

  function tableOf({ meta }: ExposedProcedure): string | undefined {
    const [name = ''] = (meta.permission ?? '').split(':');
    const found = Object.values(resources).find((resource) => resource.name === name);
    return found?.table ?? (name === 'process' ? 'crm_processes' : undefined);
  }
});
