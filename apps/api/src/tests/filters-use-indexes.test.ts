import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openPlans, type Plans } from '@crm/core/testing/plans';
import { insertOneOfEach } from '@crm/db/testing/one-of-each';
import { openDatabase, type OpenDatabase } from '@crm/db/testing/open-database';
import { systemActor, type Actor } from '@crm/domain/actor';
import { resources } from '@crm/domain/registry';
import { callProcedure } from '../rest/call.ts';
import { toCamel } from '../rest/keys.ts';
import { exposedProcedures, type ExposedProcedure } from '../rest/procedures.ts';
import { contextOf } from '../testing/context-of.ts';
import { filtersOf, samplesOf } from '../testing/filters.ts';
import { appRouter } from '../trpc/app-router.ts';

/** Every filter of every count: with nothing to order by, only an index of the filter's own is of any use. */
const counts = exposedProcedures(appRouter).filter(({ name }) => name.endsWith('.count'));

/**
 * Settings and catalogues: some thousand rows at most in any company, read whole in a moment. A filter that such a table
 * has no index for is named here; one of a table that grows with the business never is.
 */
const ofSettings: Readonly<Record<string, readonly string[]>> = {
  api_key: ['q'],
  approval_policy: ['active', 'q'],
  lead_scoring_rule: ['active', 'q'],
  calendar: ['q'],
  campaign: ['channel', 'q'],
  currency: ['active', 'q'],
  custom_field: ['active'],
  exchange_rate: ['q'],
  holiday: ['q'],
  pipeline: ['q'],
  pricebook: ['currency', 'validOn', 'q'],
  product: ['kind', 'active', 'currency', 'billingInterval'],
  sla_policy: ['q'],
  stage: ['q'],
  tag: ['colour', 'q'],
  team: ['q'],
  territory: ['country', 'q'],
  webhook_endpoint: ['endpointState', 'q'],
  ticket_category: ['q'],
  user: ['role', 'status', 'q'],
  workflow: ['q'],
};
/** What follows from the clock at the moment of asking is in no index; those that are due have one, which lists use. */
const ofTheClock: Readonly<Record<string, readonly string[]>> = { ticket: ['slaState'] };

describe('every filter that is allowed asks an index (PLAN-024)', () => {
  let own: OpenDatabase;
  let plans: Plans;
  let actor: Actor;
  /** Indexes of some rows only: what is in them is what was asked for. */
  let partial: ReadonlySet<string>;
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
    const { rows } = await sql<{ name: string }>`
      select indexrelid::regclass::text as name from pg_index
      where indpred is not null and pg_get_expr(indpred, indrelid) <> '(deleted_at IS NULL)'`.execute(own.db);
    partial = new Set(rows.map(({ name }) => name.replace('crm_core.', '')));
    plans = openPlans(own.url, own.fork());
  });
  afterAll(async () => {
    await plans[Symbol.asyncDispose]();
    await own[Symbol.asyncDispose]();
  });

  for (const procedure of counts) {
    const noun = procedure.name.split('.')[0] ?? '';
    for (const [key, schema] of filtersOf(procedure)) {
      const isKnown = [ofSettings, ofTheClock].some((known) => known[noun]?.includes(key) === true);

      it(`${noun} by ${key}${isKnown ? ': read whole, as is written above' : ''}`, async () => {
        const asked: boolean[] = [];
        for (const value of samplesOf(schema)) {
          const filter = { [key]: value };
          const nodes = await plans.of((em) =>
            callProcedure(
              appRouter,
              procedure,
              contextOf(em, actor, () => own.fork()),
              { filter },
            ),
          );
          const reads = nodes.filter(({ table }) => table === tableOf(procedure));
          expect(reads.length).toBeGreaterThan(0);
          asked.push(reads.some((node) => node.asked !== '' || partial.has(node.index ?? '')));
          if (!isKnown) expect(asked.at(-1), `${String(value)}: ${JSON.stringify(reads)}`).toBe(true);
        }
        // A filter that has an index by now is taken off the lists.
        if (isKnown) expect(asked).toContain(false);
      });
    }
  }

  function tableOf({ name }: ExposedProcedure): string | undefined {
    const noun = name.split('.')[0] ?? '';
    return tables[noun];
  }
});

/** By the name of the router. */
const tables: Readonly<Record<string, string>> = {
  mention: 'crm_mentions',
  notification: 'crm_notifications',
  operation: 'crm_operations',
  note: 'crm_activities',
  process: 'crm_processes',
  ...Object.fromEntries(Object.values(resources).map(({ name, table }) => [toCamel(name), table])),
  ...Object.fromEntries(Object.values(resources).map(({ name, table }) => [name, table])),
};
