import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '@crm/domain/account/account';
import { contact } from '@crm/domain/contact/contact';
import { accountService } from './account/account.service.ts';
import { contactService } from './contact/contact.service.ts';
import { leadService } from './lead/lead.service.ts';
import { processService } from './process/process.service.ts';
import { timelineService } from './timeline/timeline.service.ts';
import type { TestUser } from './testing/company.ts';
import { LeadScenes } from './testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from './testing/workbench.ts';

describe('reading for many at once', () => {
  let bench: Workbench;
  let admin: TestUser;
  /** Account → its contacts, the newest first. */
  const contactsOf = new Map<string, string[]>();

  beforeAll(async () => {
    bench = await openWorkbench();
    admin = bench.company.users.admin;
    for (const size of [0, 1, 7]) {
      const { id: accountId } = await createAccount(admin, `Company of ${size}`);
      contactsOf.set(accountId, []);
      for (let n = 0; n < size; n += 1) {
        const data = contact.create.parse({ lastName: `Person ${n}`, accountId });
        const { id } = await bench.as(admin, (ctx) => contactService.create(ctx, data));
        contactsOf.get(accountId)?.unshift(id);
      }
    }
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  function createAccount(user: TestUser, name: string) {
    return bench.as(user, (ctx) => accountService.create(ctx, account.create.parse({ name })));
  }

  it('gives by ids what a single read gives, and leaves out what the caller may not see', async () => {
    const { northRep } = bench.company.users;
    const own = await createAccount(northRep, 'Own');
    const others = await createAccount(admin, 'Others');
    const gone = await createAccount(northRep, 'Gone');
    await bench.as(northRep, (ctx) => accountService.delete(ctx, gone.id));
    const ids = [own.id, others.id, gone.id];
    expect(await bench.as(northRep, (ctx) => accountService.getMany(ctx, ids))).toEqual([
      await bench.as(northRep, (ctx) => accountService.get(ctx, own.id)),
    ]);
    expect(await bench.as(admin, (ctx) => accountService.getMany(ctx, ids))).toHaveLength(2);
  });

  it('pages each parent by itself, and the pages together have everyone once', async () => {
    const parents = { by: 'accountId', ids: [...contactsOf.keys()] };
    const found = new Map(parents.ids.map((id): [string, string[]] => [id, []]));
    let left = parents.ids;
    let cursors = new Map<string, string>();
    while (left.length > 0) {
      // Those that have gone equally far share their cursor; the first page is everybody's.
      const [cursor] = left.map((id) => cursors.get(id));
      const together = left.filter((id) => cursors.get(id) === cursor);
      const pages = await bench.as(admin, (ctx) =>
        contactService.listFor(ctx, { ...parents, ids: together }, { limit: 3, cursor }),
      );
      for (const [id, page] of pages) {
        found.get(id)?.push(...page.items.map((item) => item.id));
        if (page.nextCursor === null) left = left.filter((other) => other !== id);
        else cursors = new Map([...cursors, [id, page.nextCursor]]);
      }
    }
    expect(found).toEqual(contactsOf);
  });

  it('gives for each parent what its own list gives, in any order and with any filter', async () => {
    const ids = [...contactsOf.keys()];
    for (const sort of ['-createdAt', 'createdAt', 'lastName', '-updatedAt']) {
      for (const q of [undefined, 'person', '3']) {
        const pages = await bench.as(admin, (ctx) =>
          contactService.listFor(ctx, { by: 'accountId', ids }, { sort, limit: 4, filter: { q } }),
        );
        for (const id of ids) {
          const alone = await bench.as(admin, (ctx) =>
            contactService.list(ctx, { sort, limit: 4, filter: { accountId: id, q } }),
          );
          expect(pages.get(id), `${sort} ${q}`).toEqual(alone);
        }
      }
    }
  });

  it("shows a sales rep nothing of others' records, whatever parents are asked for", async () => {
    const { northRep } = bench.company.users;
    const ids = [...contactsOf.keys()];
    const pages = await bench.as(northRep, (ctx) => contactService.listFor(ctx, { by: 'accountId', ids }, {}));
    expect([...pages.values()].flatMap((page) => page.items)).toEqual([]);
  });

  it("reads timelines and processes of many subjects, within the caller's scope", async () => {
    const scenes = new LeadScenes(bench);
    const leads = [await scenes.qualifiedLead(), await scenes.qualifiedLead()];
    const process = await scenes.start(leads[0] ?? '');
    const parents = { by: 'subjectId', ids: leads };
    const { northRep, southRep } = bench.company.users;

    const timelines = await bench.as(northRep, (ctx) => timelineService.listFor(ctx, parents, {}));
    for (const id of leads) {
      const filter = { subjectType: 'lead', subjectId: id } as const;
      expect(timelines.get(id)).toEqual(await bench.as(northRep, (ctx) => timelineService.list(ctx, { filter })));
      expect(timelines.get(id)?.items.map(({ kind }) => kind)).toContain('created');
    }
    const processes = await bench.as(northRep, (ctx) => processService.listFor(ctx, parents, {}));
    expect(leads.map((id) => processes.get(id)?.items.map((row) => row.kind))).toEqual([
      ['lead-conversion', 'lead-intake'],
      ['lead-intake'],
    ]);
    expect(await bench.as(northRep, (ctx) => processService.getMany(ctx, [process]))).toHaveLength(1);

    expect(await bench.as(southRep, (ctx) => processService.getMany(ctx, [process]))).toEqual([]);
    const unseen = await bench.as(southRep, async (ctx) => [
      ...(await timelineService.listFor(ctx, parents, {})).values(),
      ...(await processService.listFor(ctx, parents, {})).values(),
      ...(await leadService.listFor(ctx, { by: 'assignedTo', ids: [northRep.id] }, {})).values(),
    ]);
    expect(unseen.flatMap((page): unknown[] => page.items)).toEqual([]);
  });
});
