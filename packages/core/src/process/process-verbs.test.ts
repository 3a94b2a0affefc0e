import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maskSecrets } from '@crm/domain/process/process-log';
import { askPerson, matchLead } from '../lead/lead-conversion-steps.ts';
import { auditlogService } from '../auditlog/auditlog.service.ts';
import { leadService } from '../lead/lead.service.ts';
import { assignLead } from '../lead/lead-intake.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { isStepSkipped, recordFailed, recordFailure } from './process-progress.ts';
import { processService } from './process.service.ts';

let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

const why = { reason: 'The mail server is down' };
const soon = new Date('2030-01-01T00:00:00Z');
const error = { code: 'database', message: 'PostgreSQL answered 57P01.' };

describe('pausing', () => {
  test('holds every step and every decision until it is resumed, and then goes on where it was', async () => {
    const { northManager, northRep } = bench.company.users;
    const { processId, leadId, accounts } = await scenes.ambiguous();
    await bench.step(processId, 'choose', (ctx, call) => askPerson(ctx, call, 'several_accounts'));
    const paused = await bench.as(northManager, (ctx) => processService.pause(ctx, processId, why));
    expect(paused).toMatchObject({ state: 'paused', pausedFrom: 'waiting_human', wait: { reason: 'choose_match' } });
    expect(paused.abilities).toMatchObject({ pause: false, resume: true, choose: false });
    await expect(bench.step(processId, 'match', matchLead)).rejects.toMatchObject({ code: 'process_paused' });
    const choice = { accountId: accounts[0], contactId: null };
    await expect(bench.as(northRep, (ctx) => leadService.chooseMatch(ctx, leadId, choice))).rejects.toMatchObject({
      code: 'process_paused',
    });
    await bench.step(processId, 'choose', (ctx) =>
      recordFailure(ctx, { processId, step: null, attempt: 2, retryAt: soon, error }),
    );
    const resumed = await bench.as(northManager, (ctx) => processService.resume(ctx, processId, {}));
    expect(resumed).toMatchObject({ state: 'waiting_human', pausedFrom: null, error: null });
    expect(await commandsOf(processId)).toContainEqual({
      do: 'retry_process',
      kind: 'lead-conversion',
      subjectId: leadId,
    });
  });

  test('one that was not started yet starts, and waits to be resumed', async () => {
    const processId = await scenes.start(await scenes.qualifiedLead());
    const { admin } = bench.company.users;
    await bench.as(admin, (ctx) => processService.pause(ctx, processId, {}));
    expect(await bench.as(admin, (ctx) => processService.resume(ctx, processId, {}))).toMatchObject({
      state: 'queued',
    });
  });
});

test('who steered it, when and why stand in its log, in the audit log and on the timeline', async () => {
  const { northManager } = bench.company.users;
  const leadId = await scenes.qualifiedLead();
  const processId = await scenes.start(leadId);
  await bench.as(northManager, (ctx) => processService.pause(ctx, processId, why));
  const { log } = await bench.as(northManager, (ctx) => processService.details(ctx, processId));
  expect(log).toMatchObject([{ event: 'pause', actor: { id: northManager.id }, ...why }]);
  const { items: audit } = await bench.as(bench.company.users.admin, (ctx) =>
    auditlogService.list(ctx, { filter: { recordId: processId } }),
  );
  expect(audit).toMatchObject([
    {
      resource: 'process',
      actorId: northManager.id,
      changes: { verb: { old: null, new: 'pause' }, reason: { old: null, new: why.reason } },
    },
  ]);
  const told = await bench
    .db()
    .selectFrom('crm_timeline')
    .select(['actorId', 'payload'])
    .where('subjectId', '=', leadId)
    .where('kind', '=', 'process')
    .execute();
  expect(told).toMatchObject([{ actorId: northManager.id, payload: { code: 'paused', ...why } }]);
});

describe('rights', () => {
  test('reps cancel and no more, managers steer within their teams, skipping and terminating are the administrators’', async () => {
    const { northRep, northManager, southManager, admin, marketing } = bench.company.users;
    const id = await scenes.start(await scenes.qualifiedLead());
    const pause = (user: typeof admin) => bench.as(user, (ctx) => processService.pause(ctx, id, {}));
    const terminate = (user: typeof admin) => bench.as(user, (ctx) => processService.terminate(ctx, id, why));
    for (const user of [northRep, marketing]) await expect(pause(user)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(pause(southManager)).rejects.toMatchObject({ code: 'not_found' });
    for (const user of [northRep, northManager]) {
      await expect(terminate(user)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const { abilities } = await bench.as(northManager, (ctx) => processService.get(ctx, id));
    expect(abilities).toMatchObject({ cancel: true, pause: true, terminate: false, skip: false });
    expect(await terminate(admin)).toMatchObject({ state: 'cancelled', abilities: { pause: false, terminate: false } });
    await expect(terminate(admin)).rejects.toMatchObject({
      code: 'invalid_transition',
      details: { allowed: ['run_again'] },
    });
  });
});

describe('a step that failed', () => {
  test('says when it is tried again, and is told try by try', async () => {
    const { admin } = bench.company.users;
    const id = await scenes.start(await scenes.qualifiedLead());
    const retryAt = new Date('2030-01-01T00:00:00Z');
    const input = { token: 'abc', ids: ['x'] };
    await bench.step(id, 'match', (ctx) =>
      recordFailure(ctx, { processId: id, step: null, attempt: 1, retryAt, input, error }),
    );
    const seen = await bench.as(admin, (ctx) => processService.get(ctx, id));
    expect(seen).toMatchObject({ state: 'retrying', retryAt: retryAt.toISOString(), abilities: { retry: true } });
    const needing = await bench.as(admin, (ctx) => processService.list(ctx, { filter: { needsRepair: true } }));
    expect(needing.items.map((item) => item.id)).toContain(id);
    await bench.as(admin, (ctx) => processService.retry(ctx, id, {}));
    expect(await commandsOf(id)).toContainEqual(expect.objectContaining({ do: 'retry_process' }));
    await bench.step(id, 'match', matchLead, { attempt: 2 });
    expect(await bench.as(admin, (ctx) => processService.get(ctx, id))).toMatchObject({ retryAt: null });
    const { log } = await bench.as(admin, (ctx) => processService.details(ctx, id));
    expect(log).toMatchObject([
      { event: 'done', step: 'match', attempt: 2 },
      { event: 'retry' },
      { event: 'failed', step: 'match', attempt: 1, error, input: { token: '•••', ids: ['x'] } },
    ]);
  });

  test('is left out where the rest means something without it', async () => {
    const { admin } = bench.company.users;
    const leadId = await scenes.lead();
    const { id } = await bench
      .db()
      .selectFrom('crm_processes')
      .select('id')
      .where('subjectId', '=', leadId)
      .executeTakeFirstOrThrow();
    await bench.step(id, 'score', (ctx) =>
      recordFailure(ctx, { processId: id, step: null, attempt: 1, retryAt: soon, error }),
    );
    const skipped = await bench.as(admin, (ctx) => processService.skip(ctx, id, why));
    expect(skipped).toMatchObject({ state: 'running', steps: [{ key: 'score', state: 'skipped' }, { key: 'assign' }] });
    expect(await bench.step(id, 'score', (ctx) => isStepSkipped(ctx, id, 'score'))).toBe(true);
    await bench.step(id, 'assign', assignLead);
    expect(await bench.as(admin, (ctx) => processService.get(ctx, id))).toMatchObject({ state: 'completed' });
    await expect(bench.as(admin, (ctx) => processService.skip(ctx, id, why))).rejects.toMatchObject({
      code: 'invalid_transition',
    });
  });
});

describe('a process that failed', () => {
  test('begins anew at a step, and what was done before stays done', async () => {
    const { admin, northRep } = bench.company.users;
    const id = await scenes.start(await scenes.qualifiedLead());
    await bench.step(id, 'match', (ctx, call) => matchLead(ctx, { ...call, activity: 'findMatches' }));
    await bench.step(id, 'convert', (ctx) => recordFailed(ctx, id, error));
    const { restartSteps } = await bench.as(northRep, (ctx) => processService.details(ctx, id));
    expect(restartSteps).toContain('match');
    await expect(
      bench.as(admin, (ctx) => processService.restart(ctx, id, { step: 'elsewhere' })),
    ).rejects.toMatchObject({ code: 'validation_failed' });
    const again = await bench.as(admin, (ctx) => processService.restart(ctx, id, { step: 'match' }));
    expect(again).toMatchObject({
      state: 'running',
      error: null,
      closedAt: null,
      steps: [{ state: 'queued' }, {}, {}],
    });
    expect(await commandsOf(id)).toContainEqual(
      expect.objectContaining({ do: 'restart_process', processId: id, activity: 'findMatches' }),
    );
  });

  test('is not begun anew when the same ran again since, and can be given up', async () => {
    const { admin } = bench.company.users;
    const leadId = await scenes.qualifiedLead();
    const id = await scenes.start(leadId);
    await bench.step(id, 'match', matchLead);
    await bench.step(id, 'match', (ctx) => recordFailed(ctx, id, error));
    const later = await scenes.start(leadId);
    await expect(bench.as(admin, (ctx) => processService.restart(ctx, id, { step: 'match' }))).rejects.toMatchObject({
      code: 'invalid_transition',
    });
    const needing = await bench.as(admin, (ctx) =>
      processService.count(ctx, { needsRepair: true, workflowId: `lead-conversion/${leadId}` }),
    );
    expect(needing.count).toBe(0);
    expect(await bench.as(admin, (ctx) => processService.cancel(ctx, id))).toMatchObject({ state: 'cancelled' });
    // The run of the same name belongs to the later one.
    expect(await commandsOf(id)).not.toContainEqual(expect.objectContaining({ do: 'cancel_process' }));
    const { runs } = await bench.as(admin, (ctx) => processService.details(ctx, id));
    expect(runs.map((run) => run.id)).toEqual([later, id]);
  });
});

test('what is over is run again as a new process, with another input', async () => {
  const { admin, northRep } = bench.company.users;
  const leadId = await scenes.qualifiedLead();
  const id = await scenes.start(leadId, { opportunityName: 'Two engines' });
  await expect(bench.as(admin, (ctx) => processService.runAgain(ctx, id, {}))).rejects.toMatchObject({
    code: 'invalid_transition',
  });
  await bench.step(id, 'match', (ctx) => recordFailed(ctx, id, error));
  const { input } = await bench.as(northRep, (ctx) => processService.details(ctx, id));
  expect(input).toEqual({ opportunityName: 'Two engines' });
  const changed = { input: { opportunityName: 'Three engines' }, ...why };
  const again = await bench.as(admin, (ctx) => processService.runAgain(ctx, id, changed));
  expect(again).toMatchObject({ state: 'queued', restartedFrom: id, subjectId: leadId });
  const second = await bench.as(admin, (ctx) => processService.details(ctx, again.id));
  expect(second.input).toEqual({ opportunityName: 'Three engines' });
  expect(second.runs.map((run) => run.id)).toEqual([again.id, id]);
});

test('a verb for many: told beforehand how many it fits, the others stay as they are', async () => {
  const { admin, northManager, northRep } = bench.company.users;
  const code = 'possible_duplicate';
  const failed = await Promise.all([1, 2, 3].map(async () => scenes.start(await scenes.qualifiedLead())));
  for (const id of failed) {
    await bench.step(id, 'match', matchLead);
    await bench.step(id, 'match', (ctx) => recordFailed(ctx, id, { code, message: 'No.' }));
  }
  await bench.as(admin, (ctx) => processService.cancel(ctx, failed[0] ?? '', why));
  const many = { verb: 'restart' as const, filter: { errorCode: [code] } };
  const preview = await bench.as(northManager, (ctx) => processService.previewBulk(ctx, many));
  expect(preview).toEqual({ matching: 3, capped: false, fitting: 2 });
  await expect(bench.as(northRep, (ctx) => processService.steerMany(ctx, { ...many, ...why }))).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await bench.as(northManager, (ctx) => processService.steerMany(ctx, { ...many, ...why }))).toEqual({
    done: 2,
    left: 1,
  });
  const { items } = await bench.as(admin, (ctx) => processService.list(ctx, { filter: { needsRepair: true } }));
  expect(items.filter(({ id }) => failed.includes(id))).toEqual([]);
});

test('every record that a process wrote about finds it', async () => {
  const { northRep } = bench.company.users;
  const { processId, result } = await scenes.convert(await scenes.qualifiedLead());
  for (const [touchedType, touchedId] of [
    ['account', result.accountId],
    ['contact', result.contactId],
    ['opportunity', result.opportunityId],
  ] as const) {
    const { items } = await bench.as(northRep, (ctx) =>
      processService.list(ctx, { filter: { touchedType, touchedId, kind: ['lead-conversion'] } }),
    );
    expect(items.map(({ id }) => id)).toEqual([processId]);
  }
  const { touched } = await bench.as(northRep, (ctx) => processService.details(ctx, processId));
  expect(touched.map(({ type }) => type)).toEqual(['account', 'contact', 'lead', 'opportunity']);
});

test('is found by the name of its record, by what it waits for, since when, and by its error', async () => {
  const { admin, southManager } = bench.company.users;
  const company = 'Zanzibar Ferries';
  const leadId = await scenes.lead({ firstName: 'Zuleika', lastName: 'Dobson', company });
  const of = async (filter: Parameters<typeof processService.count>[1], user = admin) => {
    const { items } = await bench.as(user, (ctx) => processService.list(ctx, { filter }));
    const { count } = await bench.as(user, (ctx) => processService.count(ctx, filter));
    expect(count).toBe(items.length);
    return items.map(({ subjectId }) => subjectId);
  };
  expect(await of({ name: 'zuleika' })).toEqual([leadId]);
  expect(await of({ name: 'Zuleika' }, southManager)).toEqual([]);
  const { processId, leadId: waiting } = await scenes.ambiguous();
  await bench.step(processId, 'choose', (ctx, call) => askPerson(ctx, call, 'several_accounts'));
  const late = new Date(Date.now() + 60_000).toISOString();
  expect(await of({ waitReason: ['choose_match'], waitingBefore: late })).toContain(waiting);
  expect(await of({ waitReason: ['choose_match'], waitingBefore: '2020-01-01T00:00:00.000Z' })).toEqual([]);
  await bench.step(processId, 'choose', (ctx) =>
    recordFailed(ctx, processId, { code: 'not_qualified', message: 'No.' }),
  );
  expect(await of({ errorCode: ['not_qualified'] })).toEqual([waiting]);
  const { items } = await bench.as(admin, (ctx) => processService.tally(ctx, { errorCode: ['not_qualified'] }));
  expect(items).toEqual([{ state: 'failed', count: 1, capped: false }]);
});

test('a log keeps no secrets and nothing too long to read', () => {
  expect(maskSecrets({ apiKey: 'k', nested: [{ password: 'p', id: 1 }], text: 'x'.repeat(600), none: null })).toEqual({
    apiKey: '•••',
    nested: [{ password: '•••', id: 1 }],
    text: `${'x'.repeat(500)}…`,
    none: null,
  });
});

async function commandsOf(processId: string): Promise<unknown[]> {
  const rows = await bench
    .db()
    .selectFrom('crm_outbox')
    .select('command')
    .where('recordId', '=', processId)
    .where('command', 'is not', null)
    .execute();
  return rows.map(({ command }) => command);
}
