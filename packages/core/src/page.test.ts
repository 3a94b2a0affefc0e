import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListQuery, Page } from '@crm/domain/page';
import { accountService } from './account/account.service.ts';
import { contactService } from './contact/contact.service.ts';
import { leadService } from './lead/lead.service.ts';
import type { TestUser } from './testing/company.ts';
import { openWorkbench, type Workbench } from './testing/workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench[Symbol.asyncDispose]());

/** All rows of a list, page by page. */
async function readAll<Row>(list: (query: ListQuery<never>) => Promise<Page<Row>>, limit: number): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit, cursor });
    expect(page.items.length).toBe(page.nextCursor === null ? page.items.length : limit);
    rows.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

describe('searching in more rows than are looked through', () => {
  /** One second apart, the first the newest. */
  const rows = 5_400;
  beforeAll(async () => {
    const { users, teams } = bench.company;
    // Every 200th is a Marlowe; a Wrzesniewska is among the newest and one among the oldest; Qi Li stands at the end.
    await bench.query(`
      insert into crm_core.crm_contacts (id, created_at, updated_at, first_name, last_name, name_normalized, assigned_to, team_id)
      select uuidv7(), moment, moment, first, last, lower(first || ' ' || last), '${users.northRep.id}', '${teams.north}'
      from (
        select timestamptz '2026-01-01Z' - n * interval '1 second' as moment, case when n = ${rows} then 'Qi' else 'Anna' end as first,
          case when n in (3, ${rows - 3}) then 'Wrzesniewska' when n % 200 = 0 then 'Marlowe' when n = ${rows - 1} then 'Li Qi' else 'Smith' end as last
        from generate_series(1, ${rows}) n
      ) people`);
  });

  const search = (q: string, sort?: string) => (query: ListQuery<never>) =>
    bench.as(bench.company.users.admin, (ctx) => contactService.list(ctx, { ...query, sort, filter: { q } }));
  const momentsOf = (found: readonly { readonly createdAt: string }[]) =>
    found.map(({ createdAt }) => (Date.parse('2026-01-01T00:00:00Z') - Date.parse(createdAt)) / 1_000);
  const everyMarlowe = Array.from({ length: rows / 200 }, (_, index) => (index + 1) * 200);

  test.each([4, 20, 200])(
    'pages of %i together have everyone, in order, whether near the top or far from it',
    async (limit) => {
      expect(momentsOf(await readAll(search('Marlowe'), limit))).toEqual(everyMarlowe);
      expect(momentsOf(await readAll(search('Wrzesniewska anna'), limit))).toEqual([3, rows - 3]);
    },
  );

  test('also in another order', async () => {
    expect(momentsOf(await readAll(search('Marlowe', 'createdAt'), 5))).toEqual(everyMarlowe.toReversed());
    expect(momentsOf(await readAll(search('Marlowe', 'lastName'), 5)).toSorted((a, b) => a - b)).toEqual(everyMarlowe);
  });

  test('a common name fills its page from the newest', async () => {
    expect(momentsOf((await search('anna')({ limit: 3 })).items)).toEqual([1, 2, 3]);
  });

  test('one or two letters are the beginning of a word, wherever it stands', async () => {
    expect(momentsOf(await readAll(search('qi'), 5))).toEqual([rows - 1, rows]);
    expect(momentsOf(await readAll(search('li q'), 5))).toEqual([rows - 1]);
    expect(await readAll(search('zz'), 5)).toEqual([]);
    expect(await readAll(search('%'), 5)).toEqual([]);
  });

  test('within the caller’s scope only', async () => {
    const list = (query: ListQuery<never>) =>
      bench.as(bench.company.users.southRep, (ctx) => contactService.list(ctx, { ...query, filter: { q: 'Marlowe' } }));
    expect(await readAll(list, 20)).toEqual([]);
  });
});

describe('a sort key that may be missing', () => {
  beforeAll(async () => {
    await bench.query(`
      insert into crm_core.crm_leads (id, created_at, updated_at, last_name, name_normalized, source, score)
      select uuidv7(), now(), now(), 'Byron', 'byron', 'web', case when n % 3 = 0 then null else n % 5 end
      from generate_series(1, 50) n`);
  });

  test.each(['score', '-score'])('comes last in both directions, by %s, over all pages', async (sort) => {
    for (const q of [undefined, 'byron']) {
      const list = (query: ListQuery<never>) =>
        bench.as(bench.company.users.admin, (ctx) => leadService.list(ctx, { ...query, sort, filter: { q } }));
      const whole = (await list({ limit: 200 })).items;
      expect(whole.length).toBe(50);
      expect(whole.slice(-16).every(({ score }) => score === null)).toBe(true);
      const scores = whole.slice(0, 34).map(({ score }) => score ?? Number.NaN);
      expect(scores).toEqual(scores.toSorted((a, b) => (sort === 'score' ? a - b : b - a)));
      for (const limit of [1, 7, 17, 34]) {
        expect((await readAll(list, limit)).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
      }
    }
  });
});

test('a manager of several teams pages through all of them, and no other, newest or oldest first', async () => {
  const { users, teams } = bench.company;
  await bench.query(`
    insert into crm_core.crm_accounts (id, created_at, updated_at, name, name_normalized, team_id)
    select uuidv7(), timestamptz '2026-01-01Z' + (n / 2) * interval '1 second', now(), 'Account ' || n, 'account',
      case when n % 7 = 0 then '${teams.south}'::uuid when n > 60 or n % 3 = 0 then '${teams.northWest}' else '${teams.north}' end
    from generate_series(1, 100) n`);
  for (const sort of ['createdAt', '-createdAt', 'name']) {
    const list = (user: TestUser) => (query: ListQuery<never>) =>
      bench.as(user, (ctx) => accountService.list(ctx, { ...query, sort }));
    const everything = await readAll(list(users.admin), 200);
    const own = everything.filter(({ teamId }) => teamId === teams.north || teamId === teams.northWest);
    expect(own.length).toBe(86);
    for (const limit of [1, 9, 43, 86, 200])
      expect(await idsOf(readAll(list(users.northManager), limit))).toEqual(own.map(({ id }) => id));
  }
});

async function idsOf(rows: Promise<readonly { readonly id: string }[]>): Promise<string[]> {
  return (await rows).map(({ id }) => id);
}
