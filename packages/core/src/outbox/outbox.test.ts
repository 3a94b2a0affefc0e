import { afterAll, beforeEach, expect, test } from 'vitest';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { leadService } from '../lead/lead.service.ts';
import { processService } from '../process/process.service.ts';
import { isQueued, pruneOutbox, relayCommands, type Delivery, type DueCommand } from './outbox.ts';

let bench: Workbench;
let scenes: LeadScenes;
beforeEach(async () => {
  await bench?.[Symbol.asyncDispose]();
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

function relay(
  deliver: (due: DueCommand) => Promise<Delivery> | Delivery,
  options: { now?: Date; limit?: number } = {},
) {
  return relayCommands(bench.fork(), { limit: 20, now: new Date(), ...options, deliver: async (due) => deliver(due) });
}

function pending() {
  return bench
    .db()
    .selectFrom('crm_outbox')
    .selectAll()
    .where('command', 'is not', null)
    .where('processedAt', 'is', null)
    .orderBy('id')
    .execute();
}

test('each command is delivered once, and events without one never', async () => {
  await scenes.lead();
  await scenes.lead();
  const delivered: string[] = [];
  const deliver = ({ command }: DueCommand): Delivery => {
    delivered.push(command.do);
    return 'done';
  };
  expect(await relay(deliver)).toBe(2);
  expect(await relay(deliver)).toBe(0);
  expect(delivered).toEqual(['start_process', 'start_process']);
  expect(await pending()).toEqual([]);
});

test('commands of one subject keep their order, also when the first has to wait', async () => {
  const { northRep } = bench.company.users;
  const leadId = await scenes.qualifiedLead();
  const first = await scenes.start(leadId);
  await bench.as(northRep, (ctx) => processService.cancel(ctx, first));
  const second = await bench.as(northRep, (ctx) => leadService.convert(ctx, leadId, {}));
  const order: string[] = [];
  const log = ({ command }: DueCommand): Delivery => {
    if (command.kind !== 'lead-conversion') return 'done';
    order.push(command.do === 'start_process' ? `start ${command.processId}` : command.do);
    return order.length === 1 ? { error: 'not now' } : 'done';
  };
  await relay(log);
  expect(await relay(log)).toBe(0);
  for (let turn = 1; turn <= 4; turn += 1) await relay(log, { now: new Date(Date.now() + turn * 60_000) });
  expect(order).toEqual([`start ${first}`, `start ${first}`, 'cancel_process', `start ${second.id}`]);
});

test('a failed delivery is tried again later and later, with the reason', async () => {
  await scenes.lead();
  const now = Date.now();
  const pauses: number[] = [];
  let at = new Date(now);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await relay(() => ({ error: 'server away' }), { now: at });
    const [row] = await pending();
    expect(row).toMatchObject({ attempts: attempt + 1, lastError: 'server away' });
    const next = row?.nextAttemptAt ?? new Date(0);
    pauses.push(next.getTime() - at.getTime());
    at = next;
  }
  expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000]);
});

test('relays side by side share the work and deliver nothing twice', async () => {
  await Promise.all(Array.from({ length: 30 }, () => scenes.lead()));
  const delivered: number[] = [];
  const slowly = async ({ id }: DueCommand): Promise<Delivery> => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    delivered.push(id);
    return 'done';
  };
  await Promise.all([1, 2, 3].map(() => relay(slowly, { limit: 10 })));
  expect(new Set(delivered).size).toBe(30);
  expect(delivered).toHaveLength(30);
});

test('a relay that dies half-way leaves its commands to the next', async () => {
  await scenes.lead();
  await expect(relay(() => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
  expect(await relay(() => 'done')).toBe(1);
});

test('a process is queued until its first step', async () => {
  const id = await scenes.start(await scenes.qualifiedLead());
  expect(await isQueued(bench.fork(), id)).toBe(true);
  await scenes.settle(id);
  expect(await isQueued(bench.fork(), id)).toBe(false);
});

test('what was delivered long ago is removed, what waits is kept', async () => {
  await scenes.lead();
  await relay(() => 'done');
  await scenes.lead();
  await pruneOutbox(bench.fork(), new Date(Date.now() + 15 * 86_400_000));
  const left = await bench.db().selectFrom('crm_outbox').select('command').execute();
  expect(left).toHaveLength(1);
  expect(await pending()).toHaveLength(1);
});
