import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askPerson, matchLead } from '../lead/lead-conversion-steps.ts';
import { leadService } from '../lead/lead.service.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { recordCancelled, recordFailed, recordFailure } from './process-progress.ts';
import { processService } from './process.service.ts';

const soon = new Date('2030-01-01T00:00:00Z');
let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

describe('reading', () => {
  test('a process is seen by whoever sees its subject, and by nobody else', async () => {
    const id = await scenes.start(await scenes.qualifiedLead());
    const { northRep, northManager, admin, marketing, southRep, southManager, support, executor } = bench.company.users;
    for (const user of [northRep, northManager, admin, marketing]) {
      expect(await bench.as(user, (ctx) => processService.get(ctx, id))).toMatchObject({
        id,
        subjectName: 'Ada Byron',
      });
    }
    for (const user of [southRep, southManager, support]) {
      await expect(bench.as(user, (ctx) => processService.get(ctx, id))).rejects.toMatchObject({ code: 'not_found' });
      const listed = await bench.as(user, (ctx) => processService.list(ctx, {}));
      expect(listed.items).toEqual([]);
      expect(await bench.as(user, (ctx) => processService.count(ctx, {}))).toEqual({ count: 0, capped: false });
    }
    await expect(bench.as(executor, (ctx) => processService.list(ctx, {}))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('filters by kind, state, subject, openness, and what needs the caller', async () => {
    const { northRep, northManager } = bench.company.users;
    const { processId, leadId } = await scenes.ambiguous();
    await bench.step(processId, 'choose', (ctx, call) => askPerson(ctx, call, 'several_accounts'));
    const ids = async (filter: Parameters<typeof processService.count>[1], user = northRep) =>
      (await bench.as(user, (ctx) => processService.list(ctx, { filter, limit: 200 }))).items.map(({ id }) => id);
    expect(await ids({ subjectType: 'lead', subjectId: leadId, kind: ['lead-conversion'] })).toEqual([processId]);
    expect(await ids({ needsMe: true })).toEqual([processId]);
    expect(await ids({ needsMe: true }, northManager)).toEqual([]);
    expect(await ids({ state: ['waiting_human'] })).toEqual([processId]);
    expect(await ids({ open: true, kind: ['lead-conversion'] })).toContain(processId);
    expect(await ids({ open: false })).not.toContain(processId);
    expect(await bench.as(northRep, (ctx) => processService.count(ctx, { needsMe: true }))).toEqual({
      count: 1,
      capped: false,
    });
  });

  test('links to the run in the Temporal UI, where there is one', async () => {
    const leadId = await scenes.qualifiedLead();
    const id = await scenes.start(leadId);
    const ports = { temporalUiUrl: 'http://127.0.0.1:8233/' };
    const seen = await bench.as(bench.company.users.northRep, (ctx) => processService.get(ctx, id), { ports });
    expect(seen.temporalUrl).toBe(`http://127.0.0.1:8233/namespaces/crm/workflows/lead-conversion%2F${leadId}`);
  });
});

describe('cancelling', () => {
  test('closes the row at once, orders the run’s end, and frees the lead', async () => {
    const { northRep } = bench.company.users;
    const leadId = await scenes.qualifiedLead();
    const id = await scenes.start(leadId);
    const cancelled = await bench.as(northRep, (ctx) => processService.cancel(ctx, id));
    expect(cancelled).toMatchObject({ state: 'cancelled', wait: null, abilities: { cancel: false, choose: false } });
    expect(cancelled.closedAt).not.toBeNull();
    const command = await bench
      .db()
      .selectFrom('crm_outbox')
      .select('command')
      .where('command', 'is not', null)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(command.command).toEqual({ do: 'cancel_process', kind: 'lead-conversion', subjectId: leadId });
    expect(await bench.step(id, 'match', matchLead)).toBeNull();
    await expect(bench.as(northRep, (ctx) => processService.cancel(ctx, id))).rejects.toMatchObject({
      code: 'invalid_transition',
    });
    const again = await bench.as(northRep, (ctx) => leadService.convert(ctx, leadId, {}));
    expect(again.id).not.toBe(id);
  });

  test('is for those who may act on the subject', async () => {
    const id = await scenes.start(await scenes.qualifiedLead());
    const { marketing, southRep } = bench.company.users;
    await expect(bench.as(marketing, (ctx) => processService.cancel(ctx, id))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(bench.as(southRep, (ctx) => processService.cancel(ctx, id))).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('progress', () => {
  test('a step that failed shows how often and why, and is forgotten when it goes well', async () => {
    const { northRep } = bench.company.users;
    const id = await scenes.start(await scenes.qualifiedLead());
    const error = { code: 'database', message: 'PostgreSQL answered 57P01.' };
    await bench.step(id, 'match', (ctx) =>
      recordFailure(ctx, { processId: id, step: null, attempt: 3, retryAt: soon, error }),
    );
    const read = () => bench.as(northRep, (ctx) => processService.get(ctx, id));
    expect(await read()).toMatchObject({
      state: 'retrying',
      error,
      steps: [{ key: 'match', state: 'retry', attempts: 3 }, {}, {}],
    });
    await bench.step(id, 'match', matchLead, { attempt: 4 });
    expect(await read()).toMatchObject({
      state: 'running',
      error: null,
      steps: [{ state: 'done', attempts: 4 }, {}, {}],
    });
  });

  test('a failure for good is told on the lead’s timeline, once', async () => {
    const leadId = await scenes.qualifiedLead();
    const id = await scenes.start(leadId);
    const error = { code: 'not_qualified', message: 'The lead is not qualified any more.' };
    await bench.step(id, 'match', (ctx) => recordFailed(ctx, id, error));
    await bench.step(id, 'match', (ctx) => recordFailed(ctx, id, error));
    await bench.step(id, 'match', (ctx) => recordCancelled(ctx, id));
    await bench.step(id, 'match', (ctx) =>
      recordFailure(ctx, { processId: id, step: null, attempt: 2, retryAt: soon, error }),
    );
    const told = await bench
      .db()
      .selectFrom('crm_timeline')
      .select('payload')
      .where('subjectId', '=', leadId)
      .where('kind', '=', 'process')
      .execute();
    expect(told).toMatchObject([{ payload: { code: 'failed', error: 'not_qualified' } }]);
    const seen = await bench.as(bench.company.users.northRep, (ctx) => processService.get(ctx, id));
    expect(seen).toMatchObject({ state: 'failed', error });
  });

  test('every change is announced to those who may see the subject', async () => {
    const { northRep } = bench.company.users;
    const id = await scenes.start(await scenes.qualifiedLead());
    const events = await bench
      .db()
      .selectFrom('crm_outbox')
      .select(['kind', 'assignedTo', 'teamId'])
      .where('recordId', '=', id)
      .execute();
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect(event).toMatchObject({ assignedTo: northRep.id, teamId: northRep.teamId });
  });
});
