import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database } from '@crm/db/orm';
import { operationInput, type OperationInput } from '@crm/domain/operation/operation';
import { lead } from '@crm/domain/lead/lead';
import type { ServiceContext } from '../context.ts';
import { activity } from '@crm/domain/activity/activity';
import { tag as tagDefinition } from '@crm/domain/tag/tag';
import { activityService } from '../activity/activity.service.ts';
import { attachmentService } from '../attachment/attachment.service.ts';
import { storageKeyOf } from '../attachment/upload.ts';
import { customField } from '@crm/domain/custom-field/custom-field';
import { customFieldService } from '../custom-field/custom-field.service.ts';
import { expireExports } from './export-expiry.ts';
import { tagService } from '../tag/tag.service.ts';
import { leadService } from '../lead/lead.service.ts';
import type { TestUser } from '../testing/company.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { memoryStore } from '../testing/memory-store.ts';
import { assembleFile, removeParts } from './operation-export.ts';
import { OperationStopped, workSlice } from './operation-slice.ts';
import { finishOperation, lookAtOperation, selectRecords } from './operation-steps.ts';
import { operationService } from './operation.service.ts';

let bench: Workbench;
const files = memoryStore();
const tools = { files, heartbeat: () => undefined };
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench[Symbol.asyncDispose]());

describe('editing many', () => {
  test('changes all that match, each as a single call would, and undoing restores every column', async () => {
    const { northRep } = bench.company.users;
    const ids = await leads(northRep, 3, { source: 'fair' });
    const before = await columnsOf(ids);
    const { id } = await order(northRep, {
      kind: 'edit',
      resource: 'lead',
      filter: { source: 'fair' },
      set: { country: 'NO', jobTitle: 'Buyer' },
    });
    await run(id);
    expect(await get(northRep, id)).toMatchObject({ state: 'completed', counts: { total: 3, pending: 0, done: 3 } });
    for (const one of ids) {
      expect(await bench.as(northRep, (ctx) => leadService.get(ctx, one))).toMatchObject({ country: 'NO' });
    }
    const { items } = await bench.as(northRep, (ctx) => operationService.items(ctx, { id }));
    expect(items[0]).toMatchObject({ state: 'done', changes: { jobTitle: { before: null, after: 'Buyer' } } });

    await bench.as(northRep, (ctx) => operationService.undo(ctx, id, { onConflict: 'keep' }));
    await run(id);
    expect(await get(northRep, id)).toMatchObject({ state: 'undone', counts: { undone: 3, done: 0, conflict: 0 } });
    expect(await columnsOf(ids)).toEqual(before);
  });

  test('what was changed since is a conflict, left alone until somebody says to write over it', async () => {
    const { northRep } = bench.company.users;
    const [changed = '', other = ''] = await leads(northRep, 2, { source: 'since' });
    const { id } = await order(northRep, {
      kind: 'edit',
      resource: 'lead',
      filter: { source: 'since' },
      set: { company: 'Nordfrost' },
    });
    await run(id);
    await bench.as(northRep, (ctx) => leadService.update(ctx, changed, { company: 'Südfrost' }));
    await bench.as(northRep, (ctx) => operationService.undo(ctx, id, { onConflict: 'keep' }));
    await run(id);
    const company = async (one: string) => (await bench.as(northRep, (ctx) => leadService.get(ctx, one))).company;
    expect([await company(changed), await company(other)]).toEqual(['Südfrost', 'Engines']);
    const conflicts = await bench.as(northRep, (ctx) => operationService.items(ctx, { id, state: ['conflict'] }));
    expect(conflicts.items).toMatchObject([
      {
        id: changed,
        error: { code: 'undo_conflict' },
        conflicts: [{ field: 'company', ours: 'Nordfrost', now: 'Südfrost' }],
      },
    ]);
    await bench.as(northRep, (ctx) => operationService.undo(ctx, id, { onConflict: 'overwrite' }));
    await run(id);
    expect(await company(changed)).toBe('Engines');
    expect(await get(northRep, id)).toMatchObject({ state: 'undone', counts: { undone: 2, conflict: 0 } });
  });

  test('a record that the starter may not change fails with its code, and the others go on', async () => {
    const { northRep, southRep } = bench.company.users;
    const [own = ''] = await leads(northRep, 1, { source: 'mixed' });
    const [foreign = ''] = await leads(southRep, 1, { source: 'mixed' });
    const { id } = await order(northRep, {
      kind: 'edit',
      resource: 'lead',
      ids: [own, foreign],
      set: { jobTitle: 'X' },
    });
    await run(id);
    expect(await get(northRep, id)).toMatchObject({
      counts: { done: 1, failed: 1 },
      abilities: { retry: true, skip: true },
    });
    const failed = await bench.as(northRep, (ctx) => operationService.items(ctx, { id, state: ['failed'] }));
    expect(failed.items).toMatchObject([{ id: foreign, name: null, error: { code: 'not_found' }, changes: {} }]);
    await bench.as(northRep, (ctx) => operationService.skip(ctx, id));
    expect(await get(northRep, id)).toMatchObject({ counts: { failed: 0, skipped: 1 }, abilities: { retry: false } });
  });

  test('the preview shows what would happen and leaves nothing behind', async () => {
    const { northRep } = bench.company.users;
    const [one = ''] = await leads(northRep, 1, { source: 'preview' });
    const input = read({ kind: 'edit', resource: 'lead', filter: { source: 'preview' }, set: { jobTitle: 'Buyer' } });
    const preview = await bench.as(northRep, (ctx) => operationService.preview(ctx, input));
    expect(preview).toMatchObject({
      count: 1,
      sample: [{ id: one, state: 'done', changes: { jobTitle: { before: null, after: 'Buyer' } } }],
    });
    expect(await bench.as(northRep, (ctx) => leadService.get(ctx, one))).toMatchObject({ jobTitle: null, version: 1 });
  });

  test('refuses at once what could never be done', async () => {
    const { northRep, marketing, executor } = bench.company.users;
    const wrong = { kind: 'edit', resource: 'lead', filter: {}, set: { nonsense: 1 } };
    await expect(order(northRep, wrong)).rejects.toMatchObject({ code: 'validation_failed' });
    const accounts = { kind: 'edit', resource: 'account', filter: {}, set: { industry: 'Food' } };
    await expect(order(marketing, accounts)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(order(executor, accounts)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('steering', () => {
  test('paused it waits, resumed it goes on, cancelled nothing more happens', async () => {
    const { northRep, southRep } = bench.company.users;
    await leads(northRep, 2, { source: 'steer' });
    const ordered = await order(northRep, {
      kind: 'edit',
      resource: 'lead',
      filter: { source: 'steer' },
      set: { jobTitle: 'X' },
    });
    const { id } = ordered;
    await bench.as(northRep, (ctx) => operationService.pause(ctx, id));
    const look = () => bench.step(ordered.processId ?? '', 'work', lookAtOperation);
    expect(await get(northRep, id)).toMatchObject({ state: 'paused', abilities: { pause: false, resume: true } });
    await expect(bench.step(ordered.processId ?? '', 'select', selectRecords)).rejects.toMatchObject({
      code: 'process_paused',
    });
    await expect(bench.as(southRep, (ctx) => operationService.resume(ctx, id))).rejects.toMatchObject({
      code: 'not_found',
    });
    await bench.as(northRep, (ctx) => operationService.resume(ctx, id));
    expect(await look()).toEqual({ do: 'select' });
    await bench.step(ordered.processId ?? '', 'select', selectRecords);
    await bench.as(northRep, (ctx) => operationService.cancel(ctx, id));
    expect(await look()).toEqual({ do: 'nothing' });
    expect(await get(northRep, id)).toMatchObject({ state: 'cancelled', counts: { total: 2, skipped: 2, pending: 0 } });
    await expect(bench.as(northRep, (ctx) => operationService.pause(ctx, id))).rejects.toMatchObject({
      code: 'invalid_transition',
    });
  });

  test('a slice that is under way when it is cancelled leaves nothing behind', async () => {
    const { northRep } = bench.company.users;
    const [one = ''] = await leads(northRep, 1, { source: 'stopped' });
    const { id, processId } = await order(northRep, {
      kind: 'edit',
      resource: 'lead',
      ids: [one],
      set: { jobTitle: 'X' },
    });
    await bench.step(processId ?? '', 'select', selectRecords);
    const slice = () => bench.step(processId ?? '', 'work', (ctx, call) => workSlice(ctx, call, tools));
    const held = await bench.as(northRep, async (ctx) => {
      await sql`select from crm_core.crm_leads where id = ${one} for update`.execute(database(ctx.em));
      const working = slice().catch((error: unknown) => error);
      await expect.poll(waiting).toBe(true);
      await bench.as(northRep, (inside) => operationService.cancel(inside, id));
      return { working };
    });
    expect(await held.working).toBeInstanceOf(OperationStopped);
    expect(await bench.as(northRep, (ctx) => leadService.get(ctx, one))).toMatchObject({ jobTitle: null });
    const { items } = await bench.as(northRep, (ctx) => operationService.items(ctx, { id, state: ['skipped'] }));
    expect(items).toMatchObject([{ id: one, state: 'skipped' }]);
  });
});

/** Whether a statement waits for a lock. */
async function waiting(): Promise<boolean> {
  const rows = await bench.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
}

describe('giving and scoring many', () => {
  test('people take turns, open activities go along, and undoing gives both back', async () => {
    const { northManager, northRep, northWestRep } = bench.company.users;
    const ids = await leads(northRep, 2, { source: 'give' });
    const [first = ''] = ids;
    const call = activity.create.parse({ type: 'call', subject: 'Call', subjectType: 'lead', subjectId: first });
    const { id: activityId } = await bench.as(northRep, (ctx) => activityService.create(ctx, call));
    const to = [northWestRep.id, northManager.id];
    const { id } = await order(northManager, { kind: 'reassign', resource: 'lead', ids, to, withActivities: true });
    await run(id);
    const owners = async () => (await columnsOf(ids)).map(({ assignedTo }) => assignedTo);
    const caller = async () =>
      (await bench.as(bench.company.users.admin, (ctx) => activityService.get(ctx, activityId))).assignedTo;
    expect(await owners()).toEqual(to);
    expect(await caller()).toBe(northWestRep.id);
    await bench.as(northManager, (ctx) => operationService.undo(ctx, id, { onConflict: 'keep' }));
    await run(id);
    expect(await owners()).toEqual([northRep.id, northRep.id]);
    expect(await caller()).toBe(northRep.id);
  });

  test('leads are scored by the rules of today', async () => {
    const { marketing, northRep } = bench.company.users;
    const [one = ''] = await leads(northRep, 1, { source: 'score', email: 'ada@score.example' });
    const { id } = await order(marketing, { kind: 'rescore', resource: 'lead', filter: { source: 'score' } });
    await run(id);
    const { score } = await bench.as(northRep, (ctx) => leadService.get(ctx, one));
    expect(score).toBeGreaterThan(0);
  });

  test('tags are put on and taken off, and the other way round when it is undone', async () => {
    const { northRep } = bench.company.users;
    const ids = await leads(northRep, 1, { source: 'tags' });
    const tag = await bench.as(northRep, (ctx) => tagService.create(ctx, tagDefinition.create.parse({ name: 'Fair' })));
    const { id } = await order(northRep, { kind: 'edit', resource: 'lead', ids, addTags: [tag.id] });
    await run(id);
    const tags = async () => (await bench.as(northRep, (ctx) => leadService.get(ctx, ids[0] ?? ''))).tags;
    expect(await tags()).toMatchObject([{ name: 'Fair' }]);
    await bench.as(northRep, (ctx) => operationService.undo(ctx, id, { onConflict: 'keep' }));
    await run(id);
    expect(await tags()).toEqual([]);
  });

  test('a key that may only read operations cannot be used to change records', async () => {
    const { northRep } = bench.company.users;
    const ids = await leads(northRep, 1, { source: 'scopes' });
    const input = read({ kind: 'edit', resource: 'lead', ids, set: { jobTitle: 'X' } });
    const narrowed = (ctx: ServiceContext) => ({
      ...ctx,
      actor: { ...ctx.actor, tokenScopes: ['crm:operation:write', 'crm:leads:read'] as const },
    });
    await expect(bench.as(northRep, (ctx) => operationService.create(narrowed(ctx), input))).rejects.toMatchObject({
      code: 'insufficient_scope',
    });
  });
});

describe('exporting', () => {
  test('writes what the reader sees, harmless for spreadsheets, as a file of the operation', async () => {
    const { northRep } = bench.company.users;
    await leads(northRep, 1, { source: 'export', company: '=cmd|calc', message: 'a "quoted", line\nand another' });
    const { id } = await order(northRep, {
      kind: 'export',
      resource: 'lead',
      filter: { source: 'export' },
      columns: ['company', 'message', 'assignee', 'score'],
    });
    await run(id);
    const row = await get(northRep, id);
    expect(row).toMatchObject({ state: 'completed', file: { fileName: expect.stringMatching(/^leads-.*\.csv$/u) } });
    const text = files.files.get(storageKeyOf(row.file?.id ?? ''))?.toString();
    expect(text).toBe(
      `\uFEFFcompany,message,assignee,score\r\n'=cmd|calc,"a ""quoted"", line\nand another",north-rep,\r\n`,
    );
    expect([...files.files.keys()].filter((key) => key.startsWith('exports/'))).toEqual([]);

    const open = () => bench.as(northRep, (ctx) => attachmentService.content(ctx, row.file?.id ?? ''));
    expect((await open()).file.contentType).toBe('text/csv');
    await expect(
      bench.as(bench.company.users.southRep, (ctx) => attachmentService.content(ctx, row.file?.id ?? '')),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expireExports(bench.fork(), new Date(Date.now() + 8 * 86_400_000));
    await expect(open()).rejects.toMatchObject({ code: 'not_found' });
    expect(await get(northRep, id)).toMatchObject({ file: null });
  });

  test('a field of the workspace that the reader does not see is not in the file, by whatever name it is asked for', async () => {
    const { admin, northRep } = bench.company.users;
    const field = { entity: 'lead', type: 'text', visibleTo: ['marketing'] } as const;
    for (const [key, visibleTo] of [
      ['margin', ['marketing']],
      ['region', null],
    ] as const) {
      const input = customField.create.parse({ ...field, key, label: { en: key }, visibleTo });
      await bench.as(admin, (ctx) => customFieldService.create(ctx, input));
    }
    const ids = await leads(admin, 1, {
      source: 'hidden',
      custom: { margin: 'secret', region: 'north' },
      assignedTo: northRep.id,
    });
    for (const columns of [undefined, ['lastName', 'custom.margin', 'custom.region']]) {
      const { id } = await order(northRep, { kind: 'export', resource: 'lead', ids, ...(columns ? { columns } : {}) });
      await run(id);
      const { file } = await get(northRep, id);
      const text = files.files.get(storageKeyOf(file?.id ?? ''))?.toString() ?? '';
      expect(text).toContain('north');
      expect(text).not.toMatch(/margin|secret/u);
    }
  });
});

function read(input: object): OperationInput {
  return operationInput.parse(input);
}

function order(user: TestUser, input: object) {
  return bench.as(user, (ctx) => operationService.create(ctx, read(input)));
}

function get(user: TestUser, id: string) {
  return bench.as(user, (ctx) => operationService.get(ctx, id));
}

/** What the run does, without the run. */
async function run(id: string): Promise<void> {
  const { processId } = await get(bench.company.users.admin, id);
  const process = processId ?? '';
  let next = await bench.step(process, 'select', lookAtOperation);
  while (next.do !== 'nothing') {
    if (next.do === 'select') next = await bench.step(process, 'select', selectRecords);
    else if (next.do === 'work') {
      next = await bench.step(process, 'work', (ctx, call) => workSlice(ctx, call, tools));
    } else {
      const made = await bench.step(process, 'finish', (ctx) => assembleFile(ctx, files, process));
      next = await bench.step(process, 'finish', (ctx, call) => finishOperation(ctx, call, made));
      if (made) await bench.step(process, 'finish', (ctx) => removeParts(ctx, files, process));
    }
  }
}

async function leads(user: TestUser, count: number, facts: object): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const input = lead.create.parse({ lastName: `Lovelace ${made}`, company: 'Engines', ...facts });
    ids.push((await bench.as(user, (ctx) => leadService.create(ctx, input))).id);
  }
  return ids;
}

/** Everything but the bookkeeping. */
async function columnsOf(ids: readonly string[]) {
  const rows = await bench
    .db()
    .selectFrom('crm_leads')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute();
  const bookkeeping = { version: null, updatedAt: null, updatedBy: null };
  return rows.map((row) => ({ ...row, ...bookkeeping }));
}
