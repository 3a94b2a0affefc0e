import { afterAll, beforeAll, expect, it } from 'vitest';
import { account } from '@crm/domain/account/account';
import { activity } from '@crm/domain/activity/activity';
import { contact } from '@crm/domain/contact/contact';
import { opportunity } from '@crm/domain/opportunity/opportunity';
import { accountService } from '../account/account.service.ts';
import { activityService } from '../activity/activity.service.ts';
import { contactService } from '../contact/contact.service.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { FileScenes } from '../testing/file-scenes.ts';
import type { TestUser } from '../testing/company.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { attachmentService } from './attachment.service.ts';

let bench: Workbench;
let scenes: FileScenes;
let users: Workbench['company']['users'];
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new FileScenes(bench);
  ({ users } = bench.company);
});
afterAll(() => bench[Symbol.asyncDispose]());

const makeAccount = async (user: TestUser, name: string) =>
  (await bench.as(user, (ctx) => accountService.create(ctx, account.create.parse({ name })))).id;
const makeContact = async (user: TestUser, lastName: string) =>
  (await bench.as(user, (ctx) => contactService.create(ctx, contact.create.parse({ lastName })))).id;
const listOf = (user: TestUser, subjectId: string) =>
  bench.as(user, (ctx) => attachmentService.list(ctx, { filter: { subjectType: 'account', subjectId } }));
const get = (user: TestUser, id: string) => bench.as(user, (ctx) => attachmentService.get(ctx, id));
const rename = (user: TestUser, id: string, fileName: string) =>
  bench.as(user, (ctx) => attachmentService.update(ctx, id, { fileName }));
const remove = (user: TestUser, id: string) => bench.as(user, (ctx) => attachmentService.delete(ctx, id));
const restore = (user: TestUser, id: string) => bench.as(user, (ctx) => attachmentService.restore(ctx, id));

it('whoever sees the record sees its files; for the others they do not exist', async () => {
  const subjectId = await makeAccount(users.northRep, 'Seen');
  const { id } = await scenes.attach(users.northRep, 'account', subjectId);
  for (const user of [users.northRep, users.northManager, users.admin, users.support, users.marketing]) {
    expect((await listOf(user, subjectId)).items.map((row) => row.id)).toEqual([id]);
    expect(await get(user, id)).toMatchObject({ id });
  }
  for (const user of [users.southRep, users.southManager]) {
    await expect(listOf(user, subjectId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(get(user, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(rename(user, id, 'x.txt')).rejects.toMatchObject({ code: 'not_found' });
    await expect(remove(user, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(scenes.begin(user, 'account', subjectId)).rejects.toMatchObject({ code: 'not_found' });
    const all = await bench.as(user, (ctx) => attachmentService.list(ctx, {}));
    expect(all.items).toEqual([]);
    expect(await bench.as(user, (ctx) => attachmentService.count(ctx, {}))).toEqual({ count: 0, capped: false });
  }
  await expect(get(users.executor, id)).rejects.toMatchObject({ code: 'forbidden' });
});

it('whoever may change the record may add to its files and change them, others who see it may not', async () => {
  const subjectId = await makeAccount(users.northRep, 'Changed');
  const { id } = await scenes.attach(users.northRep, 'account', subjectId);
  const { id: second } = await scenes.attach(users.northManager, 'account', subjectId, { fileName: 'second.txt' });
  expect(await rename(users.northManager, id, 'Renamed.txt')).toMatchObject({ fileName: 'Renamed.txt' });
  await remove(users.northRep, second);
  expect(await restore(users.northRep, second)).toMatchObject({ id: second });
  for (const user of [users.support, users.marketing]) {
    await expect(scenes.begin(user, 'account', subjectId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(rename(user, id, 'x.txt')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(remove(user, id)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await get(user, id)).abilities).toEqual({ update: false, delete: false, restore: false });
  }
});

it('whoever sent a file may take it back, also when the record is no longer theirs to change', async () => {
  const subjectId = await makeContact(users.northRep, 'Handed over');
  const { id } = await scenes.attach(users.support, 'contact', subjectId);
  await bench.db().updateTable('crm_attachments').set({ createdBy: users.marketing.id }).where('id', '=', id).execute();
  expect((await get(users.marketing, id)).abilities).toEqual({ update: true, delete: true, restore: false });
  await remove(users.marketing, id);
  expect(await restore(users.marketing, id)).toMatchObject({ id });
});

it('files of a deal are not seen by those who see no deals', async () => {
  const data = opportunity.create.parse({ name: 'Loggers' });
  const deal = await bench.as(users.northRep, (ctx) => opportunityService.create(ctx, data));
  const { id } = await scenes.attach(users.northRep, 'opportunity', deal.id);
  await expect(get(users.support, id)).rejects.toMatchObject({ code: 'not_found' });
  const all = await bench.as(users.support, (ctx) => attachmentService.list(ctx, {}));
  expect(all.items.map((row) => row.id)).not.toContain(id);
});

it('a file of an activity is told on the timeline of what the activity is about', async () => {
  const accountId = await makeAccount(users.northRep, 'Called');
  const create = (about: object) =>
    bench.as(users.northRep, (ctx) =>
      activityService.create(ctx, activity.create.parse({ type: 'call', subject: 'Call', ...about })),
    );
  const call = await create({ subjectType: 'account', subjectId: accountId });
  const { id, subjectName } = await scenes.attach(users.northRep, 'activity', call.id);
  expect(subjectName).toBe('Call');
  const told = await bench.db().selectFrom('crm_timeline').selectAll().where('sourceId', '=', id).execute();
  expect(told).toMatchObject([{ kind: 'attached', subjectType: 'account', subjectId: accountId, title: 'notes.txt' }]);

  const alone = await create({});
  const { id: untold } = await scenes.attach(users.northRep, 'activity', alone.id);
  expect(await bench.db().selectFrom('crm_timeline').selectAll().where('sourceId', '=', untold).execute()).toEqual([]);
});

it('an announced file is seen by nobody until all of it is there', async () => {
  const subjectId = await makeAccount(users.northRep, 'Announced');
  const { id, state } = await scenes.begin(users.northRep, 'account', subjectId);
  expect(state).toBe('uploading');
  await expect(get(users.northRep, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(rename(users.northRep, id, 'x.txt')).rejects.toMatchObject({ code: 'not_found' });
  expect((await listOf(users.northRep, subjectId)).items).toEqual([]);
});

it('a record that went to the trash meanwhile gets no file', async () => {
  const subjectId = await makeAccount(users.northRep, 'Going');
  const { id } = await scenes.begin(users.northRep, 'account', subjectId);
  const received = await scenes.receive(id);
  await bench.as(users.northRep, (ctx) => accountService.delete(ctx, subjectId));
  const complete = bench.as(users.northRep, (ctx) => attachmentService.complete(ctx, id, received));
  await expect(complete).rejects.toMatchObject({ code: 'not_found' });
});

it('files are found by words of their names, in any order', async () => {
  const subjectId = await makeAccount(users.northRep, 'Found');
  const fileName = 'Müller_Angebot 2026.pdf';
  const { id } = await scenes.attach(users.northRep, 'account', subjectId, { fileName });
  for (const q of ['angebot muller', '2026', 'ANGEBOT', 'angebot 2026.pdf']) {
    const found = await bench.as(users.northRep, (ctx) => attachmentService.list(ctx, { filter: { q } }));
    expect([q, found.items.map((row) => row.id)]).toEqual([q, [id]]);
  }
});

it('a rename to the same name changes nothing', async () => {
  const subjectId = await makeAccount(users.northRep, 'Same');
  const before = await scenes.attach(users.northRep, 'account', subjectId);
  expect(await rename(users.northRep, before.id, before.fileName)).toEqual(before);
});
