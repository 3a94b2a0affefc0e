import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const accounts = '/crm/v1/accounts';
const definitions = '/crm/v1/custom_fields';
const listed = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), custom: z.record(z.string(), z.unknown()) })),
  next_cursor: z.string().nullable(),
});

describe('custom fields over HTTP', () => {
  let api: TestApi;
  let admin: TestClient;
  let manager: TestClient;
  let rep: TestClient;

  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    [admin, manager, rep] = await Promise.all([
      api.as(users.admin),
      api.as(users.northManager),
      api.as(users.northRep),
    ]);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function define(entity: string, field: Readonly<Record<string, unknown>>) {
    const answer = await admin.call('POST', definitions, { entity, label: { en: 'A field' }, type: 'text', ...field });
    expect(answer.status, answer.text).toBe(201);
    return answer.body;
  }

  async function makeAccount(custom: Readonly<Record<string, unknown>>, client = admin, name = 'Halden') {
    const answer = await client.call('POST', accounts, { name, custom });
    expect(answer.status, answer.text).toBe(201);
    return answer.body;
  }

  const fieldsOf = (answer: { readonly body: Record<string, unknown> }) =>
    z
      .array(z.object({ field: z.string() }))
      .parse(answer.body['errors'])
      .map(({ field }) => field);

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
          expect(fieldsOf(refused)).toEqual([`custom.${key}`]);
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
        expect(fieldsOf(refused)).toEqual(['custom.partner']);
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
      expect(fieldsOf(without)).toEqual(['custom.Region']);
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
      expect(fieldsOf(required)).toEqual(['custom.Region']);

      const { version } = z.object({ version: z.number() }).parse((await rep.call('GET', one)).body);
      const put = (body: object) => rep.call('PUT', one, { name: 'Put', ...body }, { ifMatch: `"${version}"` });
      expect(fieldsOf(await put({}))).toEqual(['custom.Region']);
      expect((await put({ custom: { Region: 'south' } })).body['custom']).toEqual({ Region: 'south', grade: 3 });
    });

    it('tells an unknown key, and who comes too late what they sent', async () => {
      const unknown = await rep.call('PATCH', one, { custom: { region: 'north' } });
      expect(unknown.status).toBe(422);
      expect(fieldsOf(unknown)).toEqual(['custom.region']);
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

  describe('lists', () => {
    const filtered = (query: string) => admin.call('GET', `/crm/v1/leads?limit=200&${query}`);
    const names = async (query: string) => {
      const answer = await filtered(query);
      expect(answer.status, answer.text).toBe(200);
      return listed
        .parse(answer.body)
        .items.map(({ name }) => name)
        .toSorted();
    };

    beforeAll(async () => {
      await define('lead', { key: 'city', type: 'text' });
      await define('lead', { key: 'floorSpace', type: 'number' });
      await define('lead', { key: 'budget', type: 'money' });
      await define('lead', { key: 'opens', type: 'date' });
      await define('lead', { key: 'isNew', type: 'boolean' });
      const options = ['a', 'b', 'c'].map((key) => ({ key, label: { en: key } }));
      await define('lead', { key: 'needs', type: 'multi_choice', options });
      const leads = [
        {
          city: 'Oslo, Norge',
          floorSpace: 100,
          budget: { minor: 500, currency: 'EUR' },
          opens: '2026-01-01',
          isNew: true,
          needs: ['a'],
        },
        {
          city: 'oslo, norge',
          floorSpace: 99.5,
          budget: { minor: 500, currency: 'NOK' },
          opens: '2026-06-01',
          isNew: false,
          needs: ['a', 'b'],
        },
        { city: 'Bergen', floorSpace: -3, budget: { minor: 900, currency: 'EUR' }, opens: '2027-01-01', needs: ['c'] },
        {},
      ];
      for (const [index, custom] of leads.entries()) {
        const made = await admin.call('POST', '/crm/v1/leads', { last_name: `L${index}`, custom });
        expect(made.status, made.text).toBe(201);
      }
    });

    it.each([
      ['custom.city=OSLO, norge', ['L0', 'L1']],
      ['custom.city=Oslo', []],
      ['custom.floorSpace=100', ['L0']],
      ['custom.floorSpace=100,-3', ['L0', 'L2']],
      ['custom.floorSpace.from=99.5', ['L0', 'L1']],
      ['custom.floorSpace.from=-3&custom.floorSpace.to=99.5', ['L1', 'L2']],
      ['custom.budget=500', ['L0', 'L1']],
      ['custom.budget.to=500&custom.budget.currency=EUR', ['L0']],
      ['custom.budget.currency=EUR', ['L0', 'L2']],
      ['custom.opens.from=2026-06-01', ['L1', 'L2']],
      ['custom.opens=2026-01-01,2027-01-01', ['L0', 'L2']],
      ['custom.isNew=true', ['L0']],
      ['custom.needs=b,c', ['L1', 'L2']],
      ['custom.needs=a&custom.floorSpace.to=99.5', ['L1']],
    ])('filters by %s', async (query, expected) => {
      const encoded = query.replaceAll(' ', '%20');
      expect(await names(encoded)).toEqual(expected);
      expect((await admin.call('GET', `/crm/v1/leads/count?${encoded}`)).body['count']).toBe(expected.length);
    });

    it.each([
      'custom.nothing=1',
      'custom.=1',
      'custom.floorSpace=many',
      'custom.floorSpace=',
      'custom.city.from=a',
      'custom.opens=2026-13-01',
      'custom.isNew=yes',
      'custom.budget.currency=euro',
      'custom.floorspace=1',
      'custom.floorSpace=1&custom.floorSpace.to=2',
      'sort=custom.nothing',
      'sort=custom.needs',
      'sort=custom.',
      'custom.__proto__=1',
    ])('refuses %s with 400', async (query) => {
      expect((await filtered(query)).status).toBe(400);
    });

    it('takes the same filters over tRPC', async () => {
      const find = async (custom: object) => {
        const input = encodeURIComponent(JSON.stringify({ filter: { custom } }));
        const answer = await admin.call('GET', `/trpc/lead.list?input=${input}`);
        const { items } = z
          .object({ result: z.object({ data: z.object({ items: z.array(z.object({ name: z.string() })) }) }) })
          .parse(answer.body).result.data;
        return items.map(({ name }) => name).toSorted();
      };
      expect(await find({ floorSpace: { from: 99.5, to: 100 } })).toEqual(['L0', 'L1']);
      expect(await find({ needs: ['b', 'c'], isNew: false })).toEqual(['L1']);
    });

    it.each([
      ['custom.city', ['L2', 'L0', 'L1', 'L3']],
      ['-custom.city', ['L1', 'L0', 'L2', 'L3']],
      ['custom.floorSpace', ['L2', 'L1', 'L0', 'L3']],
      ['-custom.floorSpace', ['L0', 'L1', 'L2', 'L3']],
      ['-custom.budget', ['L2', 'L1', 'L0', 'L3']],
      ['custom.opens', ['L0', 'L1', 'L2', 'L3']],
      ['custom.isNew', ['L1', 'L0', 'L2', 'L3']],
      ['-custom.isNew', ['L0', 'L1', 'L3', 'L2']],
    ])('are ordered by %s, page by page, without a value last', async (sort, expected) => {
      for (const limit of [1, 2, 3, 4]) {
        for (const q of ['', '&q=l']) {
          const found: string[] = [];
          let cursor: string | null = '';
          while (cursor !== null) {
            const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
            const answer = await admin.call('GET', `/crm/v1/leads?sort=${sort}&limit=${limit}${from}${q}`);
            expect(answer.status, answer.text).toBe(200);
            const page = listed.parse(answer.body);
            found.push(...page.items.map(({ name }) => name));
            cursor = page.next_cursor;
          }
          expect(found, `${limit} ${q}`).toEqual(expected);
        }
      }
    });
  });

  describe('a field that a role does not see', () => {
    let account: Record<string, unknown>;
    let one: string;
    let hiddenId: unknown;

    beforeAll(async () => {
      const hidden = await define('account', { key: 'margin', type: 'number', visible_to: ['manager'], unique: true });
      hiddenId = hidden['id'];
      await define('account', { key: 'rank', type: 'number', editable_by: ['manager'], default_value: 1 });
      account = await makeAccount({}, rep, 'Hidden');
      one = `${accounts}/${String(account['id'])}`;
      const set = await manager.call('PATCH', one, { custom: { margin: 42_424_242, rank: 2 } });
      expect(set.body['custom']).toMatchObject({ margin: 42_424_242, rank: 2 });
    });

    it('is absent from every answer', async () => {
      const input = encodeURIComponent(JSON.stringify({ id: account['id'] }));
      const many = encodeURIComponent(JSON.stringify({ ids: [account['id']] }));
      const answers = [
        await rep.call('GET', one),
        await rep.call('GET', `${accounts}?q=hidden`),
        await rep.call('GET', `${accounts}/search?q=hidden`),
        await rep.call('GET', `/crm/v1/search?q=hidden`),
        await rep.call('PATCH', one, { industry: 'Cold chain' }),
        await rep.call('GET', `/crm/v1/timeline?subject_type=account&subject_id=${String(account['id'])}`),
        await rep.call('GET', '/crm/v1/timeline'),
        await rep.call('GET', `${accounts}/${String(account['id'])}/overview`),
        await rep.call('GET', `/trpc/account.get?input=${input}`),
        await rep.call('GET', `/trpc/account.getMany?input=${many}`),
        await rep.call('GET', definitions),
      ];
      for (const answer of answers) {
        expect(answer.status, answer.text).toBe(200);
        expect(answer.text).not.toMatch(/margin|42424242/u);
      }
      expect(answers[0]?.text).toContain('"rank":2');
      expect((await rep.call('GET', `${definitions}/${String(hiddenId)}`)).status).toBe(404);
      // The same answers tell it to who may see it, so that the absence above means something.
      for (const path of [one, `${accounts}?q=hidden`, '/crm/v1/timeline', definitions]) {
        expect((await manager.call('GET', path)).text).toContain('margin');
      }
      expect((await admin.call('GET', `/crm/v1/auditlog?record_id=${String(account['id'])}`)).text).toContain(
        '"custom.margin":{"old":null,"new":42424242}',
      );
    });

    it('is unknown to filters, sorts, counts and writes', async () => {
      for (const query of ['custom.margin=1', 'custom.margin.from=1', 'sort=custom.margin', 'sort=-custom.margin']) {
        expect((await rep.call('GET', `${accounts}?${query}`)).status, query).toBe(400);
        expect((await manager.call('GET', `${accounts}?${query}`)).status, query).toBe(200);
      }
      expect((await rep.call('GET', `${accounts}/count?custom.margin=1`)).status).toBe(400);
      expect(listed.parse((await rep.call('GET', `${accounts}?q=42424242`)).body).items).toEqual([]);
      const nothing = await rep.call('PATCH', one, { custom: { nothing: 1 } });
      const hidden = await rep.call('PATCH', one, { custom: { margin: 1 } });
      expect([nothing.status, hidden.status]).toEqual([422, 422]);
      // The two refusals do not tell an invisible field from one that is not there.
      expect(hidden.text.replaceAll('margin', 'nothing').replace(/"request_id":"[^"]*"/u, '')).toBe(
        nothing.text.replace(/"request_id":"[^"]*"/u, ''),
      );
    });

    it('keeps its value when somebody who does not see it replaces the record', async () => {
      const { version } = z.object({ version: z.number() }).parse((await rep.call('GET', one)).body);
      const put = await rep.call('PUT', one, { name: 'Hidden', custom: { rank: 2 } }, { ifMatch: `"${version}"` });
      expect(put.status, put.text).toBe(200);
      expect((await manager.call('GET', one)).body['custom']).toMatchObject({ margin: 42_424_242, rank: 2 });
    });

    it('is changed by those who may edit it only', async () => {
      const refused = await rep.call('PATCH', one, { custom: { rank: 5 } });
      expect(refused.status).toBe(422);
      expect(fieldsOf(refused)).toEqual(['custom.rank']);
      expect((await rep.call('PATCH', one, { custom: { rank: 2 } })).status).toBe(200);
      expect((await manager.call('PATCH', one, { custom: { rank: 3 } })).status).toBe(200);
      expect((await makeAccount({}, rep))['custom']).toMatchObject({ rank: 1 });
    });

    it('only administrators define', async () => {
      const body = { entity: 'account', key: 'mine', type: 'text', label: { en: 'Mine' } };
      for (const client of [manager, rep]) expect((await client.call('POST', definitions, body)).status).toBe(403);
    });
  });

  describe('a unique field', () => {
    const create = (client: TestClient, more: object, custom: object) =>
      client.call('POST', '/crm/v1/contacts', { last_name: 'Unique', custom, ...more });
    let field: Record<string, unknown>;

    beforeAll(async () => {
      field = await define('contact', {
        key: 'memberNo',
        unique: true,
        validation: { pattern: String.raw`[a-z]{2}-\d+` },
      });
    });

    it('20 parallel creates leave one record', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => create(admin, {}, { memberNo: 'ab-1' })));
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
      expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
      expect(new Set(answers.map(({ body }) => body['code']))).toEqual(new Set([undefined, 'duplicate']));
      const found = await admin.call('GET', '/crm/v1/contacts?custom.memberNo=AB-1');
      expect(found.body['items']).toHaveLength(1);
    });

    it('names the field, and the other record to who may see it', async () => {
      const made = await create(admin, {}, { memberNo: 'ab-2' });
      const taken = await create(admin, {}, { memberNo: 'ab-2' });
      expect(taken.body).toMatchObject({
        code: 'duplicate',
        field: 'custom.memberNo',
        existing: { id: made.body['id'] },
      });
      const blind = await create(rep, {}, { memberNo: 'ab-2' });
      expect(blind.body).toMatchObject({ code: 'duplicate', field: 'custom.memberNo' });
      expect(blind.body).not.toHaveProperty('existing');
      const other = await create(admin, {}, { memberNo: 'ab-3' });
      const moved = await admin.call('PATCH', `/crm/v1/contacts/${String(other.body['id'])}`, {
        custom: { memberNo: 'ab-2' },
      });
      expect(moved.body).toMatchObject({ code: 'duplicate', field: 'custom.memberNo' });
    });

    it('offers what lies in the trash, makes another when told so, and then refuses to restore', async () => {
      const made = await create(admin, {}, { memberNo: 'ab-4' });
      const one = `/crm/v1/contacts/${String(made.body['id'])}`;
      await admin.call('DELETE', one);
      const offered = await create(admin, {}, { memberNo: 'ab-4' });
      expect(offered.status).toBe(409);
      expect(offered.body).toMatchObject({ code: 'exists_in_trash', existing: { id: made.body['id'] } });
      expect((await create(rep, {}, { memberNo: 'ab-4' })).status).toBe(201);
      const restored = await admin.call('POST', `${one}/restore`);
      expect(restored.status).toBe(409);
      expect(restored.body).toMatchObject({ code: 'duplicate', field: 'custom.memberNo' });
    });

    it('is the same for an id of another system', async () => {
      const made = await create(admin, { external_id: 'erp-1' }, {});
      expect(made.body['external_id']).toBe('erp-1');
      const taken = await create(admin, { external_id: 'erp-1' }, {});
      expect(taken.body).toMatchObject({ code: 'duplicate', field: 'external_id', existing: { id: made.body['id'] } });
      expect((await admin.call('GET', '/crm/v1/contacts?external_id=erp-1')).body['items']).toHaveLength(1);
      await admin.call('DELETE', `/crm/v1/contacts/${String(made.body['id'])}`);
      expect((await create(admin, { external_id: 'erp-1' }, {})).body).toMatchObject({ code: 'exists_in_trash' });
      expect((await create(admin, { external_id: 'erp-1', confirm_duplicate: true }, {})).status).toBe(201);
      const restored = await admin.call('POST', `/crm/v1/contacts/${String(made.body['id'])}/restore`);
      expect(restored.body).toMatchObject({ code: 'duplicate', field: 'external_id' });
    });

    it('matches its pattern as a whole', async () => {
      for (const value of ['ab-1x', 'xab-1', 'AB-9']) {
        const refused = await create(admin, {}, { memberNo: value });
        expect([refused.status, fieldsOf(refused)]).toEqual([422, ['custom.memberNo']]);
      }
    });

    it('becomes unique only if its values are, and may stop to be', async () => {
      const plain = await define('contact', { key: 'badge' });
      await create(admin, {}, { badge: 'x' });
      const second = await create(admin, {}, { badge: 'X' });
      const one = `${definitions}/${String(plain['id'])}`;
      expect((await admin.call('PATCH', one, { unique: true })).body).toMatchObject({ code: 'duplicate' });
      await admin.call('PATCH', `/crm/v1/contacts/${String(second.body['id'])}`, { custom: { badge: 'y' } });
      expect((await admin.call('PATCH', one, { unique: true })).status).toBe(200);
      expect((await create(admin, {}, { badge: 'Y' })).status).toBe(409);
      expect((await admin.call('PATCH', one, { unique: false })).status).toBe(200);
      expect((await create(admin, {}, { badge: 'Y' })).status).toBe(201);
    });

    it('keeps its values under another name', async () => {
      const one = `${definitions}/${String(field['id'])}`;
      expect((await admin.call('PATCH', one, { key: 'member' })).status).toBe(422);
      const renamed = await admin.call('POST', `${one}/rename`, { key: 'member' });
      expect(renamed.body).toMatchObject({ key: 'member' });
      const found = await admin.call('GET', '/crm/v1/contacts?custom.member=ab-2');
      expect(found.body['items']).toMatchObject([{ custom: { member: 'ab-2' } }]);
      expect((await admin.call('GET', '/crm/v1/contacts?custom.memberNo=ab-2')).status).toBe(400);
      // A new field of the old name begins empty.
      await define('contact', { key: 'memberNo', type: 'number' });
      expect((await admin.call('GET', '/crm/v1/contacts?custom.member=ab-2')).body['items']).toMatchObject([
        { custom: { member: 'ab-2', memberNo: null } },
      ]);
    });

    it('goes and comes back with its values', async () => {
      const one = `${definitions}/${String(field['id'])}`;
      for (const [hide, show] of [
        [() => admin.call('PATCH', one, { active: false }), () => admin.call('PATCH', one, { active: true })],
        [() => admin.call('DELETE', one), () => admin.call('POST', `${one}/restore`)],
      ] as const) {
        expect((await hide()).status).toBeLessThan(300);
        expect((await admin.call('GET', '/crm/v1/contacts')).text).not.toContain('ab-2');
        expect((await create(admin, {}, { member: 'ab-9' })).status).toBe(422);
        expect((await show()).status).toBe(200);
        expect((await admin.call('GET', '/crm/v1/contacts?custom.member=ab-2')).body['items']).toHaveLength(1);
      }
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
