import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ServiceContext } from '@crm/core/context';
import { leadService } from '@crm/core/lead/lead.service';
import { processService } from '@crm/core/process/process.service';
import { leadConversion } from '@crm/domain/processes/lead-conversion';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
});
beforeEach(() => {
  system.timeSkipping = null;
});
afterAll(() => system[Symbol.asyncDispose]());

const why = { reason: 'The database was away' };

test('retry now does not wait for the next try; the log tells each', async () => {
  await using broken = await breakOpportunities();
  const processId = await system.scenes.start(await system.scenes.qualifiedLead());
  await system.until(async () => (await attemptsOf(processId, 'convert')) >= 3);
  const { retryAt } = await asAdmin((ctx) => processService.get(ctx, processId));
  await broken.mend();
  await asAdmin((ctx) => processService.retry(ctx, processId, why));
  await system.reaches(processId, 'completed');
  expect(Date.now()).toBeLessThan(new Date(retryAt ?? 0).getTime());
  const { log } = await asAdmin((ctx) => processService.details(ctx, processId));
  expect(log.filter(({ step, event }) => step === 'convert' && event === 'failed').length).toBeGreaterThanOrEqual(3);
  expect(log[0]).toMatchObject({ event: 'done', step: 'convert', input: { settled: { accountId: null } } });
});

test('a paused process does nothing until it is resumed, and then goes on at once', async () => {
  await using broken = await breakOpportunities();
  const leadId = await system.scenes.qualifiedLead();
  const processId = await system.scenes.start(leadId);
  await system.reaches(processId, 'retrying');
  await asAdmin((ctx) => processService.pause(ctx, processId, why));
  await broken.mend();
  // The server tries again, and the step refuses.
  const handle = system.client.workflow.getHandle(leadConversion.workflowId(leadId));
  await system.until(async () => {
    const { pendingActivities } = (await handle.describe()).raw;
    return pendingActivities?.[0]?.lastFailure?.applicationFailureInfo?.type === 'process_paused';
  });
  expect(await asAdmin((ctx) => processService.get(ctx, processId))).toMatchObject({ state: 'paused' });
  await asAdmin((ctx) => processService.resume(ctx, processId, why));
  await system.reaches(processId, 'completed');
});

test('a failed process goes on from the step that failed, and the steps before are not done again', async () => {
  const { processId, leadId } = await failed();
  const handle = system.client.workflow.getHandle(leadConversion.workflowId(leadId));
  const before = await handle.describe();
  await setStatus(leadId, 'qualified');
  await asAdmin((ctx) => processService.restart(ctx, processId, { step: 'convert', ...why }));
  await system.reaches(processId, 'completed');
  const after = await handle.describe();
  expect(after.runId).not.toBe(before.runId);
  expect(after.memo).toEqual({ processId });
  expect(await attemptsOf(processId, 'match')).toBe(1);
  const { convertedAccountId } = await asAdmin((ctx) => leadService.get(ctx, leadId));
  expect(convertedAccountId).not.toBeNull();
});

test('terminating ends row and run, without asking the run', async () => {
  const { company } = await system.scenes.twofold();
  const leadId = await system.scenes.qualifiedLead({ company });
  const processId = await system.scenes.start(leadId);
  await system.reaches(processId, 'waiting_human');
  await asAdmin((ctx) => processService.terminate(ctx, processId, why));
  const handle = system.client.workflow.getHandle(leadConversion.workflowId(leadId));
  await system.until(async () => (await handle.describe()).status.name === 'TERMINATED');
  expect(await asAdmin((ctx) => processService.get(ctx, processId))).toMatchObject({ state: 'cancelled' });
});

/** A conversion that failed for good: its lead is not qualified any more. */
async function failed() {
  const { company, accounts } = await system.scenes.twofold();
  const leadId = await system.scenes.qualifiedLead({ company });
  const processId = await system.scenes.start(leadId);
  await system.reaches(processId, 'waiting_human');
  await setStatus(leadId, 'working');
  const { northRep } = system.bench.company.users;
  const choice = { accountId: accounts[0], contactId: null };
  const ports = { processes: system.processes };
  await system.bench.as(northRep, (ctx) => leadService.chooseMatch(ctx, leadId, choice), { ports });
  await system.reaches(processId, 'failed');
  return { leadId, processId };
}

async function setStatus(leadId: string, status: 'working' | 'qualified'): Promise<void> {
  await system.bench.db().updateTable('crm_leads').set({ status }).where('id', '=', leadId).execute();
}

/** As if the database went away in the middle of each conversion. */
async function breakOpportunities() {
  await system.bench.query(`
    create function crm_core.crm_test_away() returns trigger language plpgsql as $$
      begin raise exception 'away' using errcode = '57P01'; end $$`);
  await system.bench.query(`
    create trigger crm_test_away before insert on crm_core.crm_opportunities
      for each row execute function crm_core.crm_test_away()`);
  const mend = async () => {
    await system.bench.query('drop function if exists crm_core.crm_test_away() cascade');
  };
  return { mend, [Symbol.asyncDispose]: mend };
}

async function attemptsOf(processId: string, step: string): Promise<number> {
  const rows = await system.bench
    .db()
    .selectFrom('crm_process_log')
    .select('id')
    .where('processId', '=', processId)
    .where('step', '=', step)
    .execute();
  return rows.length;
}

function asAdmin<T>(run: (ctx: ServiceContext) => Promise<T>): Promise<T> {
  return system.bench.as(system.bench.company.users.admin, run);
}
