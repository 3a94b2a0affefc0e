import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bulkInsert } from '@crm/db/bulk-insert';
import { listen } from '@crm/db/listen';
import { account } from '@crm/domain/account/account';
import { customField } from '@crm/domain/custom-field/custom-field';
import { opportunity } from '@crm/domain/opportunity/opportunity';
import { accountService } from '../account/account.service.ts';
import { leadService } from '../lead/lead.service.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import type { TestUser } from '../testing/company.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openPlans } from '../testing/plans.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { CustomFieldCatalogue } from './catalogue.ts';
import { customFieldService } from './custom-field.service.ts';

let bench: Workbench;
let admin: TestUser;
beforeAll(async () => {
  bench = await openWorkbench();
  admin = bench.company.users.admin;
});
afterAll(() => bench[Symbol.asyncDispose]());

function define(field: Readonly<Record<string, unknown>>) {
  const data = customField.create.parse({ entity: 'account', type: 'text', label: { en: 'A field' }, ...field });
  return bench.as(admin, (ctx) => customFieldService.create(ctx, data));
}

function make(name: string, custom: Readonly<Record<string, unknown>>) {
  return bench.as(admin, (ctx) => accountService.create(ctx, account.create.parse({ name, custom })));
}

function find(custom: Readonly<Record<string, string>>, trash = false) {
  return bench.as(admin, async (ctx) => {
    const { items } = await accountService.list(ctx, { filter: { custom }, trash, limit: 200 });
    return items.map(({ name }) => name).toSorted();
  });
}

const valuesOf = (fieldId: string) =>
  bench.query(`
    select text_key, number_key, unique_key, live from crm_core.crm_custom_values
    where field_id = '${fieldId}' order by record_id, place`);

describe('what records are found by', () => {
  it('follows every write, also those that go around the services', async () => {
    const { id: fieldId } = await define({ key: 'shelf' });
    const [user, team] = [bench.company.users.northRep.id, bench.company.teams.north];
    const now = new Date();
    const row = (n: number) => ({
      id: `019b0000-0000-7000-8000-00000000000${n}`,
      createdAt: now,
      updatedAt: now,
      name: `Bulk ${n}`,
      nameNormalized: 'bulk',
      assignedTo: user,
      teamId: team,
      custom: { shelf: `S${n}` },
    });
    await bulkInsert(bench.db(), 'crm_accounts', [row(1), row(2), row(3)]);
    expect(await find({ shelf: 's2' })).toEqual(['Bulk 2']);
    await bench.query(`update crm_core.crm_accounts set custom = '{"shelf": "S9"}' where name = 'Bulk 2'`);
    expect([await find({ shelf: 's2' }), await find({ shelf: 's9' })]).toEqual([[], ['Bulk 2']]);
    await bench.query(`update crm_core.crm_accounts set deleted_at = now() where name = 'Bulk 3'`);
    expect([await find({ shelf: 's3' }), await find({ shelf: 's3' }, true)]).toEqual([[], ['Bulk 3']]);
    await bench.query(`delete from crm_core.crm_accounts where name = 'Bulk 1'`);
    expect(await find({ shelf: 's1' })).toEqual([]);
    expect(await valuesOf(fieldId)).toEqual([
      { textKey: 's9', numberKey: null, uniqueKey: null, live: true },
      { textKey: 's3', numberKey: null, uniqueKey: null, live: false },
    ]);
  });

  it('a write that has nothing to do with custom values leaves them alone', async () => {
    const { id: fieldId } = await define({ key: 'quiet' });
    await make('Quiet', { quiet: 'x' });
    const rowVersion = () => bench.query(`select xmin from crm_core.crm_custom_values where field_id = '${fieldId}'`);
    const before = await rowVersion();
    await bench.query(`update crm_core.crm_accounts set industry = 'Ice' where name = 'Quiet'`);
    expect(await rowVersion()).toEqual(before);
  });

  it('a field that becomes unique while records are written leaves no two alike', async () => {
    const field = await define({ key: 'race' });
    const gate = Promise.withResolvers<void>();
    const waiting = async (count: number) => {
      const asked = () =>
        bench.query(`select from pg_locks where not granted and relation = 'crm_core.crm_custom_values'::regclass`);
      while ((await asked()).length < count) await sleep(5);
    };
    const data = account.create.parse({ name: 'First', custom: { race: 'x' } });
    const written = Promise.withResolvers<void>();
    const first = bench.as(admin, async (ctx) => {
      await accountService.create(ctx, data);
      written.resolve();
      await gate.promise;
    });
    await written.promise;
    const change = bench.as(admin, (ctx) => customFieldService.update(ctx, field.id, { unique: true }));
    await waiting(1);
    // Its check has found a field that is not unique; its trigger writes when the field is.
    const second = make('Second', { race: 'x' });
    const refused = expect(second).rejects.toMatchObject({ code: '23505', constraint: 'crm_custom_values_unique' });
    await waiting(2);
    gate.resolve();
    await Promise.all([first, change, refused]);
    expect(await valuesOf(field.id)).toEqual([{ textKey: 'x', numberKey: null, uniqueKey: 'x', live: true }]);
  });
});

describe('a list by a custom field', () => {
  it('is read from an index, in both directions and from the middle; filters ask an index', async () => {
    await define({ key: 'weight', type: 'number' });
    await define({ key: 'harbour' });
    for (let n = 0; n < 5; n += 1) await make(`Weighed ${n}`, { weight: n, harbour: `h${n}` });
    await using plans = openPlans(bench.databaseUrl, bench.fork());
    for (const key of ['weight', 'harbour']) {
      for (const sort of [`custom.${key}`, `-custom.${key}`]) {
        const list = (cursor?: string) =>
          bench.as(admin, (ctx) => accountService.list(ctx, { sort, limit: 2, cursor }));
        const { nextCursor } = await list();
        for (const cursor of [undefined, nextCursor ?? '']) {
          const page = await plans.of((em) =>
            bench.as(admin, (ctx) => accountService.list({ ...ctx, em }, { sort, limit: 2, cursor })),
          );
          const column = key === 'weight' ? 'number_key' : 'text_key';
          const walk = page.find((node) => node.index === `crm_custom_values_${column}`);
          expect(walk?.type).toMatch(/^Index (?:Only )?Scan$/u);
          expect(walk?.asked).toContain('field_id');
          if (cursor !== undefined) expect(walk?.asked).toContain('ROW(');
          expect(page.filter(({ type }) => type === 'Seq Scan')).toEqual([]);
        }
      }
    }
    for (const [custom, index] of [
      [{ weight: 3 }, 'number_key'],
      [{ weight: { from: 3 } }, 'number_key'],
      [{ harbour: 'h3' }, 'text_key'],
    ] as const) {
      const count = await plans.of((em) => bench.as(admin, (ctx) => accountService.count({ ...ctx, em }, { custom })));
      expect(count.find((node) => node.index === `crm_custom_values_${index}`)?.asked).toContain(index);
    }
  });
});

describe('definitions', () => {
  it('are known to every process that listens within moments, and in one go after a broken connection', async () => {
    const catalogue = new CustomFieldCatalogue();
    const ready = Promise.withResolvers<void>();
    const listener = listen(bench.databaseUrl, {
      channels: ['crm_custom_fields'],
      onNotify: () => catalogue.drop(),
      onState(listening) {
        catalogue.setListening(listening);
        if (listening) ready.resolve();
      },
    });
    await ready.promise;
    const keys = async () => (await catalogue.of(bench.fork(), 'activity')).map(({ key }) => key);
    expect(await keys()).toEqual([]);
    const started = performance.now();
    await define({ entity: 'activity', key: 'heard' });
    while ((await keys()).length === 0) await sleep(5);
    expect(performance.now() - started).toBeLessThan(1_000);

    await bench.query(`
      select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'crm-listen'
        and datname = current_database()`);
    await define({ entity: 'activity', key: 'after' });
    while ((await keys()).length < 2 && performance.now() - started < 5_000) await sleep(20);
    expect(await keys()).toEqual(['heard', 'after']);
    await listener.close();
  });

  it('are asked for once while nothing changes, and not kept when they changed while they were read', async () => {
    const catalogue = new CustomFieldCatalogue();
    catalogue.setListening(true);
    let asked = 0;
    const counting = () => {
      asked += 1;
      return bench.fork();
    };
    const em = new Proxy(bench.fork(), {
      get: (target, name): unknown => (name === 'getKysely' ? () => counting().getKysely() : Reflect.get(target, name)),
    });
    await catalogue.of(em, 'account');
    await catalogue.of(em, 'lead');
    expect(asked).toBe(1);
    catalogue.drop();
    const reading = catalogue.of(em, 'account');
    catalogue.drop();
    await reading;
    await catalogue.of(em, 'account');
    expect(asked).toBe(3);
  });
});

describe('records that a process makes', () => {
  it('get the defaults, and are not refused for what nobody could fill in', async () => {
    await define({ entity: 'opportunity', key: 'mustHave', required: true });
    await define({ entity: 'opportunity', key: 'origin', defaultValue: 'a lead' });
    const scenes = new LeadScenes(bench);
    const { result } = await scenes.convert(await scenes.qualifiedLead());
    const deal = await bench.as(admin, (ctx) => opportunityService.get(ctx, result.opportunityId));
    expect(deal.custom).toEqual({ mustHave: null, origin: 'a lead' });
  });

  it('are in the way of an undo by a value that was changed since; who does not see it learns no more', async () => {
    await define({ entity: 'opportunity', key: 'secret', visibleTo: ['manager'] });
    const scenes = new LeadScenes(bench);
    const leadId = await scenes.qualifiedLead();
    const { result } = await scenes.convert(leadId);
    const change = opportunity.update.parse({ custom: { secret: 'hush', mustHave: 'x' } });
    await bench.as(admin, (ctx) => opportunityService.update(ctx, result.opportunityId, change));
    const undo = (user: TestUser) =>
      bench.as(user, (ctx) => leadService.undoConversion(ctx, leadId, { onConflict: 'ask' })).catch((error) => error);
    const { northManager, northRep } = bench.company.users;
    const seen = JSON.stringify((await undo(northManager)).details);
    expect(seen).toContain('"field":"custom.secret","before":null,"now":"hush"');
    const hidden = JSON.stringify((await undo(northRep)).details);
    expect(hidden).toContain('custom.mustHave');
    expect(hidden).not.toMatch(/secret|hush/u);
  });
});
