import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';

const page = z.object({
  items: z.array(z.object({ id: z.string(), tags: z.array(z.object({ name: z.string() })) })),
  next_cursor: z.string().nullable(),
});

const statusesOf = (answers: readonly Answer[]) => answers.map(({ status }) => status).toSorted((a, b) => a - b);

describe('tags', () => {
  let api: TestApi;
  let admin: TestClient;
  let rep: TestClient;
  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
    rep = await api.as(api.company.users.northRep);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function make(client: TestClient, path: string, payload: object): Promise<string> {
    const answer = await client.call('POST', `/crm/v1/${path}`, payload);
    expect([answer.status, answer.text]).toEqual([201, answer.text]);
    return String(answer.body['id']);
  }
  const makeTag = (name: string) => make(admin, 'tags', { name, colour: 'violet' });
  const idsOf = async (client: TestClient, path: string) =>
    page.parse((await client.call('GET', `/crm/v1/${path}`)).body).items.map(({ id }) => id);
  const namesOn = async (path: string) =>
    z
      .object({ tags: z.array(z.object({ name: z.string() })) })
      .parse((await admin.call('GET', `/crm/v1/${path}`)).body)
      .tags.map(({ name }) => name);
  const entriesOf = async (type: string, id: string, kind: string) =>
    (await admin.call('GET', `/crm/v1/timeline?subject_type=${type}&subject_id=${id}&kind=${kind}`)).body['items'];

  it('one name is one tag, however it is written: the second is refused and told which is there', async () => {
    const id = await makeTag('VIP');
    const again = await admin.call('POST', '/crm/v1/tags', { name: '  vip ' });
    expect([again.status, again.body['code']]).toEqual([409, 'duplicate']);
    expect(again.body['existing']).toEqual({ id, name: 'VIP' });
    const both = await Promise.all(
      Array.from({ length: 8 }, () => admin.call('POST', '/crm/v1/tags', { name: 'At once' })),
    );
    expect(statusesOf(both)).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  it('a tag on an account and a lead filters both lists, by id and by name in any case', async () => {
    const tag = await makeTag('Cold chain');
    const account = await make(rep, 'accounts', { name: 'Tagged works' });
    const lead = await make(rep, 'leads', { last_name: 'Tagged' });
    await make(rep, 'accounts', { name: 'Plain works' });
    for (const path of [`accounts/${account}`, `leads/${lead}`]) {
      expect((await rep.call('PUT', `/crm/v1/${path}/tags/${tag}`)).status).toBe(204);
      expect(await namesOn(path)).toEqual(['Cold chain']);
    }
    for (const tags of [tag, 'cold%20CHAIN', `${tag},nobody`]) {
      expect(await idsOf(rep, `accounts?tags=${tags}`)).toEqual([account]);
      expect(await idsOf(rep, `leads?tags=${tags}`)).toEqual([lead]);
      expect((await rep.call('GET', `/crm/v1/accounts/count?tags=${tags}`)).body['count']).toBe(1);
    }
    expect(await idsOf(rep, `accounts?tags=${tag}&q=tagged`)).toEqual([account]);
    expect(await idsOf(rep, `accounts?tags=${tag}&q=plain`)).toEqual([]);
    expect(await idsOf(rep, 'accounts?tags=nobody')).toEqual([]);
  });

  it('several tags mean any of them, and pages of such a list have everyone once, in order', async () => {
    const [red, blue] = [await makeTag('Red'), await makeTag('Blue')];
    const made: string[] = [];
    for (let count = 0; count < 7; count += 1) {
      const id = await make(rep, 'contacts', { last_name: `Coloured ${count}` });
      made.push(id);
      if (count % 3 !== 1) await rep.call('PUT', `/crm/v1/contacts/${id}/tags/${red}`);
      if (count % 3 !== 0) await rep.call('PUT', `/crm/v1/contacts/${id}/tags/${blue}`);
    }
    expect(await idsOf(rep, `contacts?tags=red,blue`)).toEqual(made.toReversed());
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await rep.call(
        'GET',
        `/crm/v1/contacts?tags=red&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      const { items, next_cursor } = page.parse(answer.body);
      found.push(...items.map(({ id }) => id));
      cursor = next_cursor;
    } while (cursor !== null);
    expect(found).toEqual(made.filter((_, count) => count % 3 !== 1).toReversed());
  });

  it('20 who put one tag on one record at once leave one tagging and one entry on the timeline', async () => {
    const tag = await makeTag('Crowded');
    const account = await make(rep, 'accounts', { name: 'Crowded works' });
    const put = () => rep.call('PUT', `/crm/v1/accounts/${account}/tags/${tag}`);
    const answers = await Promise.all(Array.from({ length: 20 }, put));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 204));
    const taggings = database(api.fork()).selectFrom('crm_taggings').selectAll().where('tagId', '=', tag);
    expect(await taggings.execute()).toHaveLength(1);
    expect(await entriesOf('account', account, 'tagged')).toMatchObject([
      { payload: { tag: { id: tag, name: 'Crowded', colour: 'violet' } } },
    ]);
  });

  it('taking a tag off can be repeated and is told once; the version of the record stays', async () => {
    const tag = await makeTag('Passing');
    const account = await make(rep, 'accounts', { name: 'Passing works' });
    const path = `/crm/v1/accounts/${account}/tags/${tag}`;
    await rep.call('PUT', path);
    for (let times = 0; times < 2; times += 1) expect((await rep.call('DELETE', path)).status).toBe(204);
    expect(await entriesOf('account', account, 'untagged')).toHaveLength(1);
    const { body } = await rep.call('GET', `/crm/v1/accounts/${account}`);
    expect([body['version'], body['tags']]).toEqual([1, []]);
  });

  it('setting tags leaves these and no others, and names those that do not exist', async () => {
    const [one, two] = [await makeTag('One'), await makeTag('Two')];
    const deal = await make(rep, 'opportunities', { name: 'Tagged deal' });
    const set = (tags: string[]) => rep.call('PUT', `/crm/v1/opportunities/${deal}/tags`, { tags });
    expect((await set([one, 'TWO'])).body['tags']).toMatchObject([{ id: one }, { id: two }]);
    expect((await set(['two'])).body['tags']).toMatchObject([{ id: two }]);
    const unknown = await set(['two', 'nowhere']);
    expect([unknown.status, unknown.text]).toEqual([422, expect.stringContaining('nowhere')]);
    expect(await namesOn(`opportunities/${deal}`)).toEqual(['Two']);
    expect((await set([])).body['tags']).toEqual([]);
  });

  it('the filter and the verbs stay within the reach of who asks', async () => {
    const tag = await makeTag('Secret');
    const other = await api.as(api.company.users.southRep);
    const account = await make(other, 'accounts', { name: 'Southern works' });
    const path = `/crm/v1/accounts/${account}/tags/${tag}`;
    await other.call('PUT', path);
    expect(await idsOf(other, `accounts?tags=${tag}`)).toEqual([account]);
    expect(await idsOf(rep, `accounts?tags=${tag}`)).toEqual([]);
    expect((await rep.call('GET', `/crm/v1/accounts/count?tags=${tag}`)).body['count']).toBe(0);
    expect((await rep.call('PUT', path)).status).toBe(404);
    expect((await rep.call('DELETE', path)).status).toBe(404);
    expect((await rep.call('PUT', `/crm/v1/accounts/${account}/tags`, { tags: [] })).status).toBe(404);
    const support = await api.as(api.company.users.support);
    expect((await support.call('PUT', path)).status).toBe(403);
    expect(await namesOn(`accounts/${account}`)).toEqual(['Secret']);
  });

  it('a deleted tag is gone from records and filters, tells how many carried it, and comes back with them', async () => {
    const tag = await makeTag('Seasonal');
    const account = await make(rep, 'accounts', { name: 'Seasonal works' });
    await rep.call('PUT', `/crm/v1/accounts/${account}/tags/${tag}`);
    const before = await admin.call('GET', `/crm/v1/tags/${tag}`);
    expect(before.body['records']).toEqual({ count: 1, capped: false });
    expect((await admin.call('DELETE', `/crm/v1/tags/${tag}`)).status).toBe(204);
    expect(await namesOn(`accounts/${account}`)).toEqual([]);
    expect(await idsOf(rep, `accounts?tags=seasonal`)).toEqual([]);
    expect((await rep.call('PUT', `/crm/v1/accounts/${account}/tags/${tag}`)).status).toBe(404);
    const holder = await makeTag('Seasonal');
    expect((await admin.call('POST', `/crm/v1/tags/${tag}/restore`)).status).toBe(409);
    await admin.call('DELETE', `/crm/v1/tags/${holder}`);
    expect((await admin.call('POST', `/crm/v1/tags/${tag}/restore`)).status).toBe(200);
    expect(await namesOn(`accounts/${account}`)).toEqual(['Seasonal']);
  });

  it('merging makes one tag of two, once on each record, and both ways at once does not lock up', async () => {
    const [from, into] = [await makeTag('Key account'), await makeTag('Key customer')];
    const first = await make(rep, 'accounts', { name: 'First key' });
    const second = await make(rep, 'accounts', { name: 'Second key' });
    for (const [account, tag] of [
      [first, from],
      [second, from],
      [second, into],
    ]) {
      await rep.call('PUT', `/crm/v1/accounts/${account}/tags/${tag}`);
    }
    const merge = (tag: string, to: string) => admin.call('POST', `/crm/v1/tags/${tag}/merge`, { into: to });
    expect((await merge(into, into)).status).toBe(422);
    const merged = await merge(from, into);
    expect([merged.body['id'], merged.body['records']]).toEqual([into, { count: 2, capped: false }]);
    expect([await namesOn(`accounts/${first}`), await namesOn(`accounts/${second}`)]).toEqual([
      ['Key customer'],
      ['Key customer'],
    ]);
    expect((await admin.call('GET', `/crm/v1/tags/${from}`)).status).toBe(404);
    const [left, right] = [await makeTag('Left'), await makeTag('Right')];
    const both = await Promise.all([merge(left, right), merge(right, left)]);
    expect(statusesOf(both)).toEqual([200, 404]);
  });
});
