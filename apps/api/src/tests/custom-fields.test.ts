import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldDefiner, issuesOf } from '../testing/custom-fields.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const accounts = '/crm/v1/accounts';
const definitions = '/crm/v1/custom_fields';
describe('custom fields over HTTP', () => {
  let api: TestApi;
  let admin: TestClient;
  let rep: TestClient;
  let define: ReturnType<typeof fieldDefiner>;

  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    [admin, rep] = await Promise.all([api.as(users.admin), api.as(users.northRep)]);
    define = fieldDefiner(admin);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function makeAccount(custom: Readonly<Record<string, unknown>>, client = admin, name = 'Halden') {
    const answer = await client.call('POST', accounts, { name, custom, confirm_duplicate: true });
    expect(answer.status, answer.text).toBe(201);
    return answer.body;
  }

  describe('a field of each type', () => {
    const chosen = {
      options: [
        { key: 'north', label: { en: 'North' } },
        { key: 'south', label: { en: 'South', ar: 'جنوب' } },
      ],
    };
    const cases = [
      {
        type: 'text',
        good: ['  Übung ', '1'],
        stored: ['Übung', '1'],
        bad: [5, 'a\u0000b', 'x'.repeat(501), ['a'], {}],
      },
      { type: 'number', good: [-1.5, 0], bad: ['5', 1e16, true] },
      {
        type: 'money',
        good: [{ minor: 1250, currency: 'EUR' }],
        bad: [1250, { minor: 1.5, currency: 'EUR' }, { minor: 1, currency: 'eur' }],
      },
      { type: 'date', good: ['2026-02-28'], bad: ['2026-02-30', '28.02.2026', 20260228] },
      { type: 'choice', with: chosen, good: ['north'], bad: ['east', 'North', ['north']] },
      {
        type: 'multi_choice',
        with: chosen,
        good: [['south', 'north', 'south']],
        stored: [['south', 'north']],
        bad: ['north', ['east']],
      },
      { type: 'boolean', good: [true, false], bad: ['true', 1] },
    ];

    for (const { type, good, stored = good, bad, ...more } of cases) {
      it(`of type ${type} takes what fits, gives it back, and names what does not fit`, async () => {
        const key = `of_${type}`;
        await define('account', { key, type, ...more.with });
        for (const [index, value] of good.entries()) {
          const made = await makeAccount({ [key]: value });
          expect(made['custom']).toMatchObject({ [key]: stored[index] });
          expect((await admin.call('GET', `${accounts}/${String(made['id'])}`)).body['custom']).toEqual(made['custom']);
        }
        for (const value of bad) {
          const refused = await admin.call('POST', accounts, { name: 'x', custom: { [key]: value } });
          expect(refused.status, JSON.stringify(value)).toBe(422);
          expect(issuesOf(refused)).toEqual([`custom.${key}`]);
        }
      });
    }

    it('of type link points to what the caller can see', async () => {
      await define('contact', { key: 'partner', type: 'link', target: 'account' });
      const own = await makeAccount({}, rep, 'Own');
      const others = await makeAccount({}, admin, 'Others');
      const create = (id: unknown) =>
        rep.call('POST', '/crm/v1/contacts', { last_name: 'Berg', custom: { partner: id } });
      expect((await create(own['id'])).body['custom']).toEqual({ partner: own['id'] });
      for (const id of [others['id'], randomUUID(), 'x']) {
        const refused = await create(id);
        expect(refused.status).toBe(422);
        expect(issuesOf(refused)).toEqual(['custom.partner']);
      }
    });
  });

  describe('a required choice with a default', () => {
    let one: string;

    beforeAll(async () => {
      const options = ['north', 'south'].map((key) => ({ key, label: { en: key } }));
      await define('opportunity', { key: 'Region', type: 'choice', options, required: true });
      await define('opportunity', { key: 'grade', type: 'number', default_value: 3, validation: { min: 1, max: 5 } });
    });

    it('is asked for at creation, known at once and without a restart', async () => {
      const without = await rep.call('POST', '/crm/v1/opportunities', { name: 'Loggers' });
      expect(without.status).toBe(422);
      expect(issuesOf(without)).toEqual(['custom.Region']);
      const made = await rep.call('POST', '/crm/v1/opportunities', { name: 'Loggers', custom: { Region: 'north' } });
      expect(made.status).toBe(201);
      expect(made.body['custom']).toEqual({ Region: 'north', grade: 3 });
      one = `/crm/v1/opportunities/${String(made.body['id'])}`;
    });

    it('PATCH merges, null clears, PUT replaces', async () => {
      expect((await rep.call('PATCH', one, { custom: { grade: 4 } })).body['custom']).toEqual({
        Region: 'north',
        grade: 4,
      });
      expect((await rep.call('PATCH', one, { name: 'New' })).body['custom']).toEqual({ Region: 'north', grade: 4 });
      expect((await rep.call('PATCH', one, { custom: { grade: null } })).body['custom']).toEqual({
        Region: 'north',
        grade: null,
      });
      const required = await rep.call('PATCH', one, { custom: { Region: null } });
      expect(required.status).toBe(422);
      expect(issuesOf(required)).toEqual(['custom.Region']);

      const { version } = z.object({ version: z.number() }).parse((await rep.call('GET', one)).body);
      const put = (body: object) => rep.call('PUT', one, { name: 'Put', ...body }, { ifMatch: `"${version}"` });
      expect(issuesOf(await put({}))).toEqual(['custom.Region']);
      expect((await put({ custom: { Region: 'south' } })).body['custom']).toEqual({ Region: 'south', grade: 3 });
    });

    it('tells an unknown key, and who comes too late what they sent', async () => {
      const unknown = await rep.call('PATCH', one, { custom: { region: 'north' } });
      expect(unknown.status).toBe(422);
      expect(issuesOf(unknown)).toEqual(['custom.region']);
      const late = await rep.call('PATCH', one, { custom: { grade: 1 } }, { ifMatch: '"1"' });
      expect(late.status).toBe(412);
      expect(late.body['yours']).toEqual({ custom: { grade: 1 } });
      expect(late.body['current']).toMatchObject({ custom: { Region: 'south' } });
    });

    it('an option that is retired stays where it was chosen, and an option is never taken out', async () => {
      const field = z
        .object({ items: z.array(z.object({ id: z.string(), key: z.string() })) })
        .parse((await admin.call('GET', `${definitions}?entity=opportunity`)).body)
        .items.find(({ key }) => key === 'Region');
      const change = (options: object[]) => admin.call('PATCH', `${definitions}/${field?.id}`, { options });
      const north = { key: 'north', label: { en: 'North' } };
      expect((await change([north])).status).toBe(422);
      expect((await change([north, { key: 'south', label: { en: 'South' }, retired: true }])).status).toBe(200);
      expect((await rep.call('PATCH', one, { custom: { Region: 'south' } })).status).toBe(200);
      expect((await rep.call('PATCH', one, { custom: { Region: 'north' } })).status).toBe(200);
      expect((await rep.call('PATCH', one, { custom: { Region: 'south' } })).status).toBe(422);
    });
  });

  it.each([
    ['a key with a blank', { key: 'a b' }],
    ['a key of the language', { key: 'constructor' }],
    ['a label without English', { label: { ru: 'Поле' } }],
    ['options of a text', { options: [{ key: 'a', label: { en: 'A' } }] }],
    ['a choice of nothing', { type: 'choice' }],
    [
      'two options alike',
      {
        type: 'choice',
        options: [
          { key: 'a', label: { en: 'A' } },
          { key: 'a', label: { en: 'B' } },
        ],
      },
    ],
    ['a link to nowhere', { type: 'link' }],
    ['a limit of another type', { validation: { min: 1 } }],
    ['limits the wrong way round', { type: 'number', validation: { min: 2, max: 1 } }],
    ['a default that does not fit', { type: 'number', default_value: 'x' }],
    ['a default outside the limits', { type: 'number', default_value: 7, validation: { max: 5 } }],
    ['a default against the pattern', { default_value: 'x', validation: { pattern: 'y+' } }],
    ['a unique default', { unique: true, default_value: 'x' }],
    ['a unique yes or no', { type: 'boolean', unique: true }],
    ['a pattern that cannot be read', { validation: { pattern: '(' } }],
    ['a pattern with back references', { validation: { pattern: String.raw`(a)\1` } }],
    ['a pattern that takes too much', { validation: { pattern: '((a{1,255}){1,255}){1,255}' } }],
  ])('refuses a definition with %s', async (_, field) => {
    const body = { entity: 'account', key: 'bad', type: 'text', label: { en: 'Bad' }, ...field };
    expect((await admin.call('POST', definitions, body)).status).toBe(422);
  });

  it('a pattern that makes other engines hang is answered at once', async () => {
    await define('activity', { key: 'evil', validation: { pattern: '(a+)+(a+)+(a|aa)+' } });
    const started = performance.now();
    const subject = { type: 'task', subject: 'x', custom: { evil: `${'a'.repeat(490)}!` } };
    expect((await admin.call('POST', '/crm/v1/activities', subject)).status).toBe(422);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('refuses a second field of the same key, but not for another kind of record', async () => {
    await define('account', { key: 'twice' });
    const again = await admin.call('POST', definitions, {
      entity: 'account',
      key: 'twice',
      type: 'text',
      label: { en: 'x' },
    });
    expect(again.status).toBe(409);
    await define('lead', { key: 'twice' });
  });
});
