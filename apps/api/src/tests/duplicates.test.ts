import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database } from '@crm/db/orm';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';

const accounts = '/crm/v1/accounts';
const contacts = '/crm/v1/contacts';

describe('duplicates', () => {
  let api: TestApi;
  let rep: TestClient;
  beforeAll(async () => {
    api = await startTestApi();
    rep = await api.as(api.company.users.northRep);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function make(path: string, data: object): Promise<string> {
    const answer = await rep.call('POST', path, data);
    expect(answer.status, answer.text).toBe(201);
    return String(answer.body['id']);
  }
  const asked = (id: string, ...reasons: string[]) => ({
    status: 409,
    code: 'possible_duplicate',
    candidates: [{ id, reasons }],
  });

  it.each([
    ['name', { name: 'Nordwind, L.L.C.' }, { name: 'NORDWIND LLC' }],
    [
      'domain',
      { name: 'Kaya', website: 'https://www.kaya.example/en' },
      { name: 'Kaya Two', website: 'https://kaya.example' },
    ],
    ['domain', { name: 'Ostrov', website: 'http://ostrov.example' }, { name: 'Sales', email: 'sales@ostrov.example' }],
    [
      'phone',
      { name: 'Brun', phone: '+49 30 901820' },
      { name: 'Two', phone: '030 901820', billing_address: { country: 'DE' } },
    ],
    ['tax_id', { name: 'Sol', tax_id: 'DE123456789' }, { name: 'Luna', tax_id: 'DE123456789' }],
  ])('an account like another by its %s is asked about', async (reason, first, second) => {
    const id = await make(accounts, first);
    expect((await rep.call('POST', accounts, second)).body).toMatchObject(asked(id, reason));
  });

  it('people at one free mail provider, and accounts that the caller may not see, are nobody’s duplicates', async () => {
    await make(accounts, { name: 'Site of mail', website: 'https://gmail.com' });
    await make(accounts, { name: 'One', email: 'one@gmail.com' });
    await make(accounts, { name: 'Hidden', tax_id: 'RU7707' });
    const other = await api.as(api.company.users.southRep);
    expect((await other.call('POST', accounts, { name: 'Hidden', tax_id: 'RU7707' })).status).toBe(201);
  });

  it('a contact like another by e-mail, phone, or full name at the same account is asked about', async () => {
    const account_id = await make(accounts, { name: 'Employer', billing_address: { country: 'DE' } });
    const known = {
      first_name: 'Zoë',
      last_name: 'Lindqvist',
      email: 'zoe@halden.example',
      phone: '030 901821',
      account_id,
    };
    const id = await make(contacts, known);
    expect((await rep.call('GET', `${contacts}/${id}`)).body['phone_e164']).toBe('+4930901821');
    const same = async (data: object) => (await rep.call('POST', contacts, data)).body;
    expect(await same({ last_name: 'X', email: 'ZOE@halden.example' })).toMatchObject(asked(id, 'email'));
    expect(await same({ last_name: 'X', phone: '+49 30 901821' })).toMatchObject(asked(id, 'phone'));
    expect(await same({ ...known, email: null })).toMatchObject(asked(id, 'phone', 'name'));
    expect(await same({ first_name: 'zoe', last_name: 'LINDQVIST', account_id })).toMatchObject(asked(id, 'name'));
    await make(contacts, { first_name: 'Zoë', last_name: 'Lindqvist' });
  });

  it('a change that makes a record like another is asked about too; one that does not is not', async () => {
    const first = await make(accounts, { name: 'Adler Werke' });
    const second = await make(accounts, { name: 'Falke Werke' });
    const change = (data: object) => rep.call('PATCH', `${accounts}/${second}`, data);
    expect((await change({ name: 'ADLER Werke GmbH' })).body).toMatchObject(asked(first, 'name'));
    expect((await rep.call('GET', `${accounts}/${second}`)).body['name']).toBe('Falke Werke');
    expect((await change({ name: 'Adler Werke GmbH', confirm_duplicate: true })).status).toBe(200);
    expect((await change({ industry: 'Ports' })).status).toBe(200);

    const berg = await make(contacts, { last_name: 'Berg', email: 'berg@halden.example' });
    const dahl = await make(contacts, { last_name: 'Dahl', email: 'dahl@halden.example' });
    const moved = { email: 'berg@halden.example' };
    expect((await rep.call('PATCH', `${contacts}/${dahl}`, moved)).body).toMatchObject(asked(berg, 'email'));
  });

  it('who makes another all the same is kept in the timeline, with the reason', async () => {
    const first = await make(accounts, { name: 'Zwilling' });
    const reason = 'Two companies of one family';
    const second = await make(accounts, { name: 'Zwilling', confirm_duplicate: true, duplicate_reason: reason });
    const told = await rep.call('GET', `/crm/v1/timeline?subject_type=account&subject_id=${second}`);
    expect(told.body['items']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'duplicate_confirmed',
          title: reason,
          actor_id: api.company.users.northRep.id,
          payload: { others: [{ id: first, reasons: ['name'] }] },
        }),
      ]),
    );
  });

  it.each([
    ['accounts of one name', accounts, (at: number) => ({ name: 'Rush', industry: String(at) })],
    ['contacts with one phone', contacts, (at: number) => ({ last_name: `Rush ${at}`, phone: '+7 912 345 67 11' })],
  ])('of twenty parallel creates of %s one is made', async (_, path, data) => {
    const answers = await Promise.all(Array.from({ length: 20 }, (__, at) => rep.call('POST', path, data(at))));
    const count = (wanted: (answer: Answer) => boolean) => answers.filter(wanted).length;
    expect(count(({ status }) => status === 201)).toBe(1);
    expect(count(({ body }) => body['code'] === 'possible_duplicate')).toBe(19);
  });

  it('are looked for by indexes alone', async () => {
    const db = database(api.fork());
    const explain = async (table: string, condition: string) => {
      const plan = await db.transaction().execute(async (trx) => {
        await sql`set local enable_seqscan = off`.execute(trx);
        const statement = `explain select id from crm_core.${table} where ${condition}`;
        return (await sql<Record<string, string>>`${sql.raw(statement)}`.execute(trx)).rows;
      });
      return plan.map((line) => Object.values(line)[0]).join('\n');
    };
    const account = `deleted_at is null and (name_normalized = 'a' or website_domain in ('a', 'b') or phone_e164 = '1' or tax_id = '1')`;
    const contact = `email_normalized = 'a' or phone_e164 = '1' or (name_normalized = 'a' and account_id = gen_random_uuid() and deleted_at is null)`;
    expect(await explain('crm_accounts', account)).not.toContain('Seq Scan');
    expect(await explain('crm_contacts', contact)).not.toContain('Seq Scan');
  });
});
