import { msToTs } from '@temporalio/common/lib/time.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { activityService } from '@crm/core/activity/activity.service';
import { accountService } from '@crm/core/account/account.service';
import type { ServiceContext } from '@crm/core/context';
import { leadService } from '@crm/core/lead/lead.service';
import { processService } from '@crm/core/process/process.service';
import { leadConversion, matchDecision } from '@crm/domain/processes/lead-conversion';
import { readHistory } from '../testing/history.ts';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

const patience = { timeout: 30_000, interval: 50 };
let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
});
beforeEach(() => {
  system.timeSkipping = null;
});
afterAll(() => system[Symbol.asyncDispose]());

describe('a conversion that is clear', () => {
  test('makes all three within seconds, readable in Temporal and without personal data there', async () => {
    const leadId = await system.scenes.qualifiedLead();
    const started = Date.now();
    const processId = await system.scenes.start(leadId);
    await system.reaches(processId, 'completed');
    expect(Date.now() - started).toBeLessThan(3_000);

    const handle = system.client.workflow.getHandle(leadConversion.workflowId(leadId));
    const result: unknown = await handle.result();
    const { accountId, contactId, opportunityId } = await asRep((ctx) => leadService.conversion(ctx, leadId));
    expect(result).toEqual({ accountId, contactId, opportunityId });
    const run = await handle.describe();
    expect(run).toMatchObject({ status: { name: 'COMPLETED' }, memo: { processId } });
    expect(await run.staticSummary()).toBe('Lead conversion: account, contact, opportunity');
    const history = await readHistory(handle);
    expect(history).toContain('Look for the account and the contact');
    expect(history).toContain('Convert: new account, new contact, new opportunity');
    expect(history).not.toMatch(/Ada|Byron|Engines|@mail/u);
  });

  test('links the one account and contact that are known', async () => {
    const who = system.scenes.somebody();
    const accountId = await system.scenes.account({ name: who.company });
    const contactId = await system.scenes.contact({ email: who.email, accountId });
    const leadId = await system.scenes.qualifiedLead(who);
    await system.reaches(await system.scenes.start(leadId), 'completed');
    expect(await asRep((ctx) => leadService.get(ctx, leadId))).toMatchObject({
      convertedAccountId: accountId,
      convertedContactId: contactId,
    });
  });

  test('leads of one company that convert at once end with one account', async () => {
    const { company } = system.scenes.somebody();
    const leads = await Promise.all(Array.from({ length: 6 }, () => system.scenes.qualifiedLead({ company })));
    const processes = await Promise.all(leads.map((id) => system.scenes.start(id)));
    for (const id of processes) await system.reaches(id, 'completed');
    const accounts = await Promise.all(leads.map((id) => asRep((ctx) => leadService.get(ctx, id))));
    expect(new Set(accounts.map(({ convertedAccountId }) => convertedAccountId)).size).toBe(1);
  });

  test('undone and converted again, each time by one run', async () => {
    const leadId = await system.scenes.qualifiedLead();
    await system.reaches(await system.scenes.start(leadId), 'completed');
    await asRep((ctx) => leadService.undoConversion(ctx, leadId, { onConflict: 'ask' }));
    const second = await system.scenes.start(leadId);
    await system.reaches(second, 'completed');
    const run = await system.client.workflow.getHandle(leadConversion.workflowId(leadId)).describe();
    expect(run.memo).toEqual({ processId: second });
  });
});

describe('a conversion that is not clear', () => {
  test('waits for a person, and a choice continues it', async () => {
    const { leadId, processId, accounts } = await waiting();
    const [, chosen] = accounts;
    await choose(leadId, chosen);
    await system.reaches(processId, 'completed');
    expect(await asRep((ctx) => leadService.get(ctx, leadId))).toMatchObject({ convertedAccountId: chosen });
    const row = await system.bench
      .db()
      .selectFrom('crm_conversions')
      .select('chosenBy')
      .where('leadId', '=', leadId)
      .executeTakeFirst();
    expect(row?.chosenBy).toBe(system.bench.company.users.northRep.id);
  });

  test('a new record is a choice too', async () => {
    const { leadId, processId, accounts } = await waiting();
    await choose(leadId, null);
    await system.reaches(processId, 'completed');
    const { convertedAccountId } = await asRep((ctx) => leadService.get(ctx, leadId));
    expect(accounts).not.toContain(convertedAccountId);
  });

  test('the run itself refuses what was not found, and a second choice', async () => {
    const { leadId, processId, accounts } = await waiting();
    const chosenBy = system.bench.company.users.northRep.id;
    const send = (accountId: string, updateId: string) =>
      system.processes.decide(matchDecision, leadId, { accountId, contactId: null, chosenBy }, updateId);
    await expect(send(crypto.randomUUID(), 'a')).rejects.toMatchObject({ cause: { type: 'validation_failed' } });
    // Hold the lead, so that the run is still there when the second choice comes.
    const lock = await system.holdLead(leadId);
    await send(accounts[0], 'b');
    await expect(send(accounts[1], 'c')).rejects.toMatchObject({ cause: { type: 'process_not_waiting' } });
    await send(accounts[0], 'b');
    await lock[Symbol.asyncDispose]();
    await system.reaches(processId, 'completed');
    expect(await asRep((ctx) => leadService.get(ctx, leadId))).toMatchObject({ convertedAccountId: accounts[0] });
  });

  test('asks again when the chosen record went to the trash meanwhile', async () => {
    const { leadId, processId, accounts } = await waiting();
    const extra = await system.scenes.account({
      name: (await asRep((ctx) => leadService.get(ctx, leadId))).company ?? '',
    });
    await system.bench.as(system.bench.company.users.admin, (ctx) => accountService.delete(ctx, accounts[0]));
    await choose(leadId, accounts[0]);
    await expect
      .poll(
        async () => (await asRep((ctx) => leadService.matches(ctx, leadId))).accounts.map(({ id }) => id).sort(),
        patience,
      )
      .toEqual([accounts[1], extra].sort());
    await system.reaches(processId, 'waiting_human');
    await choose(leadId, extra);
    await system.reaches(processId, 'completed');
  });

  test('reminds after one day and asks the managers after two, in skipped time', async () => {
    system.timeSkipping = { enabled: true };
    const { northRep, northManager } = system.bench.company.users;
    const { leadId, processId } = await waiting();
    await expect.poll(async () => (await processOf(processId)).wait?.next, patience).toBeNull();
    const { wait } = await processOf(processId);
    expect(wait?.actors.map(({ id, as }) => [id, as])).toEqual([
      [northRep.id, 'owner'],
      [northManager.id, 'manager'],
    ]);
    const told = await toldOf(leadId);
    expect(told.map(({ payload }) => payload['code'])).toEqual(['waits_for_choice', 'reminded', 'escalated']);
    const [asked, reminded, escalated] = told.map(({ occurredAt }) => occurredAt.getTime());
    expect(hours(asked, reminded)).toBe(24);
    expect(hours(asked, escalated)).toBe(48);
    await choose(leadId, null);
    await system.reaches(processId, 'completed');
  });

  test('a choice after 30 hours comes after the reminder and before the escalation', async () => {
    system.timeSkipping = {
      enabled: true,
      fastForwardConfig: { id: 'thirty-hours', duration: msToTs('30 hours') },
    };
    const { leadId, processId } = await waiting();
    await expect.poll(async () => (await toldOf(leadId)).length, patience).toBe(2);
    expect((await processOf(processId)).wait?.next?.code).toBe('escalate');
    await choose(leadId, null);
    await system.reaches(processId, 'completed');
    expect((await toldOf(leadId)).map(({ payload }) => payload['code'])).toEqual([
      'waits_for_choice',
      'reminded',
      'chosen',
    ]);
  });

  test('cancelled by a person it ends in Temporal too, and the lead can be converted anew', async () => {
    const { leadId, processId } = await waiting();
    await asRep((ctx) => processService.cancel(ctx, processId));
    const handle = system.client.workflow.getHandle(leadConversion.workflowId(leadId));
    await expect.poll(async () => (await handle.describe()).status.name, patience).toBe('CANCELLED');
    await expect(choose(leadId, null)).rejects.toMatchObject({ code: 'process_not_waiting' });
    const second = await system.scenes.start(leadId, { choice: { accountId: null, contactId: null } });
    await system.reaches(second, 'completed');
  });

  test('cancelled in Temporal it says so on the process', async () => {
    const { leadId, processId } = await waiting();
    await system.client.workflow.getHandle(leadConversion.workflowId(leadId)).cancel();
    await system.reaches(processId, 'cancelled');
  });
});

describe('a conversion in trouble', () => {
  test('shows that it is tried again while somebody holds the lead, and goes on by itself', async () => {
    await using own = await startTestSystem({ idle: true });
    const leadId = await own.scenes.qualifiedLead();
    const processId = await own.scenes.start(leadId);
    const lock = await own.holdLead(leadId);
    own.startRelay();
    await own.startWorker();
    await own.reaches(processId, 'retrying');
    const error = { code: 'database', message: 'PostgreSQL answered 55P03.' };
    const read = () => own.bench.as(own.bench.company.users.northRep, (ctx) => processService.get(ctx, processId));
    expect(await read()).toMatchObject({ error, steps: [{ state: 'retry', attempts: 1 }, {}, {}] });
    await lock[Symbol.asyncDispose]();
    await own.reaches(processId, 'completed');
    expect(await read()).toMatchObject({ error: null, steps: [{ state: 'done' }, {}, {}] });
  }, 40_000);

  test('a refusal of the rules is not tried again: it fails, with its code, here and in Temporal', async () => {
    await using own = await startTestSystem({ idle: true });
    const leadId = await own.scenes.qualifiedLead();
    const processId = await own.scenes.start(leadId);
    await own.bench.db().updateTable('crm_leads').set({ status: 'working' }).where('id', '=', leadId).execute();
    own.startRelay();
    await own.startWorker();
    await own.reaches(processId, 'failed');
    const seen = await own.bench.as(own.bench.company.users.northRep, (ctx) => processService.get(ctx, processId));
    expect(seen).toMatchObject({ error: { code: 'not_qualified' }, steps: [{ state: 'done' }, {}, {}] });
    const handle = own.client.workflow.getHandle(leadConversion.workflowId(leadId));
    await own.until(async () => (await handle.describe()).status.name === 'FAILED');
  });
});

test('with what it leaves: the follow-up waits for its day', async () => {
  const leadId = await system.scenes.qualifiedLead();
  await system.reaches(await system.scenes.start(leadId), 'completed');
  const { opportunityId } = await asRep((ctx) => leadService.conversion(ctx, leadId));
  const { items } = await asRep((ctx) =>
    activityService.list(ctx, { filter: { subjectType: 'opportunity', subjectId: opportunityId } }),
  );
  const process = await system.bench
    .db()
    .selectFrom('crm_processes')
    .select('id')
    .where('workflowId', '=', `follow-up/${items[0]?.id}`)
    .executeTakeFirstOrThrow();
  await system.reaches(process.id, 'waiting_timer');
});

/** A conversion that has found two accounts and waits. */
async function waiting(): Promise<{ leadId: string; processId: string; accounts: [string, string] }> {
  const { company, accounts } = await system.scenes.twofold();
  const leadId = await system.scenes.qualifiedLead({ company });
  const processId = await system.scenes.start(leadId);
  await system.reaches(processId, 'waiting_human');
  return { leadId, processId, accounts };
}

function asRep<T>(run: (ctx: ServiceContext) => Promise<T>): Promise<T> {
  return system.bench.as(system.bench.company.users.northRep, run, { ports: { processes: system.processes } });
}

function choose(leadId: string, accountId: string | null) {
  return asRep((ctx) => leadService.chooseMatch(ctx, leadId, { accountId, contactId: null }));
}

function processOf(processId: string) {
  return asRep((ctx) => processService.get(ctx, processId));
}

function toldOf(leadId: string) {
  return system.bench
    .db()
    .selectFrom('crm_timeline')
    .select(['payload', 'occurredAt'])
    .where('subjectId', '=', leadId)
    .where('kind', '=', 'process')
    .orderBy('id')
    .execute();
}

function hours(from: number | undefined, to: number | undefined): number {
  return Math.round(((to ?? 0) - (from ?? 0)) / 36_000) / 100;
}
