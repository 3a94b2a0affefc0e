import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { account } from '@crm/domain/account/account';
import { attachmentTrashDays, uploadHours } from '@crm/domain/attachment/attachment';
import { accountService } from '../account/account.service.ts';
import { attachmentService } from '../attachment/attachment.service.ts';
import { storageKeyOf } from '../attachment/upload.ts';
import { FileScenes } from '../testing/file-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { discardUpload, purgeFiles } from './purge-files.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const start = new Date('2026-11-01T12:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);

let bench: Workbench;
let scenes: FileScenes;
let subjectId: string;
beforeAll(async () => {
  bench = await openWorkbench();
});
beforeEach(async () => {
  await bench.db().deleteFrom('crm_attachments').execute();
  scenes = new FileScenes(bench);
  const data = account.create.parse({ name: 'Halden', confirmDuplicate: true });
  subjectId = (await bench.as(bench.company.users.northRep, (ctx) => accountService.create(ctx, data))).id;
});
afterAll(() => bench[Symbol.asyncDispose]());

const attach = () => scenes.attach(bench.company.users.northRep, 'account', subjectId);
const begin = () => scenes.begin(bench.company.users.northRep, 'account', subjectId, { now: start });
const remove = (id: string) =>
  bench.as(bench.company.users.northRep, (ctx) => attachmentService.delete(ctx, id), { now: start });
const restore = (id: string, now: Date) =>
  bench.as(bench.company.users.northRep, (ctx) => attachmentService.restore(ctx, id), { now });
const purge = (now: Date) => purgeFiles(() => bench.fork(), scenes.store, now);
const rows = () => bench.db().selectFrom('crm_attachments').select(['id', 'state']).orderBy('id').execute();

it('removes the bytes and the row of what was deleted 30 days ago, and nothing else', async () => {
  const [kept, deleted] = [await attach(), await attach()];
  await remove(deleted.id);
  expect(await purge(after(attachmentTrashDays * dayMs))).toBe(0);
  expect(scenes.store.files.size).toBe(2);
  expect(await purge(after(attachmentTrashDays * dayMs + 1))).toBe(1);
  expect([...scenes.store.files.keys()]).toEqual([storageKeyOf(kept.id)]);
  expect(await rows()).toEqual([{ id: kept.id, state: 'ready' }]);
  const [last] = await bench
    .db()
    .selectFrom('crm_auditlog')
    .select(['action', 'recordId', 'actorKind'])
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  expect(last).toEqual({ action: 'delete', recordId: deleted.id, actorKind: 'system' });
});

it('what waits for its removal cannot be restored any more: its bytes may be gone', async () => {
  const { id } = await attach();
  await remove(id);
  await expect(restore(id, after(attachmentTrashDays * dayMs + 1))).rejects.toMatchObject({ code: 'not_found' });
  expect(await restore(id, after(attachmentTrashDays * dayMs))).toMatchObject({ id, deletedAt: null });
  expect(await purge(after(400 * dayMs))).toBe(0);
});

it('removes what an upload left that was killed, and leaves those alone that may still run', async () => {
  const { id } = await begin();
  await scenes.receive(id);
  expect(await purge(after(2 * uploadHours * hourMs))).toBe(0);
  expect(await purge(after(2 * uploadHours * hourMs + 1))).toBe(1);
  expect([scenes.store.files.size, await rows()]).toEqual([0, []]);
});

it('an upload that was given up cannot be completed', async () => {
  const { id } = await begin();
  const received = await scenes.receive(id);
  await purge(after(dayMs));
  const complete = bench.as(bench.company.users.northRep, (ctx) => attachmentService.complete(ctx, id, received));
  await expect(complete).rejects.toMatchObject({ code: 'unavailable' });
});

it('a store that fails keeps the row, marked, until it answers again', async () => {
  const { id } = await begin();
  await scenes.receive(id);
  const failing = { ...scenes.store, delete: () => Promise.reject(new Error('no route')) };
  await discardUpload(() => bench.fork(), failing, id);
  expect(await rows()).toEqual([{ id, state: 'failed' }]);
  await expect(purgeFiles(() => bench.fork(), failing, start)).rejects.toThrow('no route');
  expect(await purge(start)).toBe(1);
  expect([scenes.store.files.size, await rows()]).toEqual([0, []]);
});

it('a file that is complete is never taken for a broken upload', async () => {
  const { id } = await attach();
  await discardUpload(() => bench.fork(), scenes.store, id);
  expect(await rows()).toEqual([{ id, state: 'ready' }]);
  expect(scenes.store.files.size).toBe(1);
});
