import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonb } from '@crm/db/database';
import { askPerson } from '../lead/lead-conversion-steps.ts';
import { scoreNewLead } from '../lead/lead-intake.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { isQueued } from '../outbox/outbox.ts';
import { markStuck } from './process-stuck.ts';

let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

const minutes = 60_000;

/** Looks around so many minutes from now. */
function lookIn(count: number): Promise<number> {
  const now = new Date(Date.now() + count * minutes);
  return bench.as(bench.company.users.admin, ({ em, ports }) =>
    markStuck({ em: em.fork({ clear: true }), ports, now }),
  );
}

async function stateOf(id: string): Promise<string> {
  const { state } = await bench
    .db()
    .selectFrom('crm_processes')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return state;
}

test('what gives no sign of life is found, and is stuck no more as soon as a step runs', async () => {
  const leadId = await scenes.lead();
  const { id } = await bench
    .db()
    .selectFrom('crm_processes')
    .select('id')
    .where('subjectId', '=', leadId)
    .executeTakeFirstOrThrow();
  expect(await lookIn(4)).toBe(0);
  expect(await lookIn(6)).toBe(1);
  expect(await stateOf(id)).toBe('stuck');
  // It never began, because the workflow server was away: when that is back, it is started all the same.
  expect(await isQueued(bench.fork(), id)).toBe(true);
  await bench.step(id, 'score', scoreNewLead);
  expect(await stateOf(id)).toBe('running');
  expect(await isQueued(bench.fork(), id)).toBe(false);
});

test('an own clock that struck and was not heard is found too', async () => {
  const { id } = await bench
    .db()
    .updateTable('crm_processes')
    .set({
      state: 'waiting_timer',
      wait: jsonb({ reason: 'until_due', next: { code: 'notify', at: new Date().toISOString() } }),
    })
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirstOrThrow();
  expect(await lookIn(4)).toBe(0);
  expect(await lookIn(6)).toBe(1);
  expect(await stateOf(id)).toBe('stuck');
});

test('who waits for a person is not stuck, however long', async () => {
  const { processId } = await scenes.ambiguous();
  await bench.step(processId, 'choose', (ctx, call) => askPerson(ctx, call, 'several_accounts'));
  await lookIn(10_000);
  expect(await stateOf(processId)).toBe('waiting_human');
});
