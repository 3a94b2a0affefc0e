import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountService } from '../account/account.service.ts';
import { processService } from '../process/process.service.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { askPerson, escalateChoice, matchLead, remindPerson } from './lead-conversion-steps.ts';
import { convertNow } from './lead-conversion-write.ts';
import { leadService } from './lead.service.ts';
import { matchDecision } from '@crm/domain/processes/lead-conversion';

let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

describe('a conversion that waits for a person', () => {
  test('asks the owner, reminds, and then asks the managers too; each once however often it is called', async () => {
    const { northRep, northManager } = bench.company.users;
    const { processId, leadId } = await scenes.ambiguous();
    const read = () => bench.as(northRep, (ctx) => processService.get(ctx, processId));
    const ask = () => bench.step(processId, 'choose', (ctx, call) => askPerson(ctx, call, 'several_accounts'));
    await ask();
    await ask();
    const asked = await read();
    expect(asked).toMatchObject({
      state: 'waiting_human',
      wait: {
        reason: 'choose_match',
        why: 'several_accounts',
        actors: [{ id: northRep.id, as: 'owner' }],
        next: { code: 'remind' },
      },
      abilities: { choose: true, cancel: true },
    });
    expect(hoursBetween(asked.wait?.since, asked.wait?.next?.at)).toBe(24);
    await bench.step(processId, 'choose', remindPerson);
    await bench.step(processId, 'choose', remindPerson);
    expect((await read()).wait?.next).toMatchObject({ code: 'escalate' });
    expect(hoursBetween(asked.wait?.since, (await read()).wait?.next?.at)).toBe(48);
    await bench.step(processId, 'choose', escalateChoice);
    await bench.step(processId, 'choose', escalateChoice);
    expect((await read()).wait).toMatchObject({
      next: null,
      actors: [{ id: northRep.id }, { id: northManager.id, as: 'manager' }],
    });
    const mine = await bench.as(northManager, (ctx) => processService.list(ctx, { filter: { needsMe: true } }));
    expect(mine.items.map(({ id }) => id)).toContain(processId);
    const told = await bench
      .db()
      .selectFrom('crm_timeline')
      .select('payload')
      .where('subjectId', '=', leadId)
      .where('kind', '=', 'process')
      .orderBy('id')
      .execute();
    expect(told.map(({ payload }) => payload['code'])).toEqual(['waits_for_choice', 'reminded', 'escalated']);
  });

  test('hands a choice over once, shows it at once, and takes the same choice again for the same decision', async () => {
    const { northRep } = bench.company.users;
    const { processId, leadId, accounts } = await scenes.ambiguous();
    await bench.step(processId, 'choose', (ctx, call) => askPerson(ctx, call, 'several_accounts'));
    const calls: unknown[][] = [];
    const ports = { processes: { decide: (...args: unknown[]) => Promise.resolve(void calls.push(args)) } };
    const choice = { accountId: accounts[0] ?? null, contactId: null };
    const first = await bench.as(northRep, (ctx) => leadService.chooseMatch(ctx, leadId, choice), { ports });
    expect(first).toMatchObject({ state: 'running', wait: null, abilities: { choose: false } });
    expect(calls).toEqual([
      [matchDecision, leadId, { ...choice, chosenBy: northRep.id }, expect.stringContaining(processId)],
    ]);
    // The answer got lost: the same choice again is no error, and nobody is asked again; another one comes too late.
    await bench.as(northRep, (ctx) => leadService.chooseMatch(ctx, leadId, choice), { ports });
    const other = { accountId: accounts[1], contactId: null };
    const late = bench.as(northRep, (ctx) => leadService.chooseMatch(ctx, leadId, other), { ports });
    await expect(late).rejects.toMatchObject({ code: 'process_not_waiting' });
    const settled = { ...choice, chosenBy: northRep.id };
    await bench.step(processId, 'convert', (ctx, call) => convertNow(ctx, call, settled));
    const afterwards = await bench.as(northRep, (ctx) => leadService.chooseMatch(ctx, leadId, choice), { ports });
    expect(afterwards.state).toBe('completed');
    expect(calls).toHaveLength(1);
  });

  test('refuses what was not found, and writes the refusal to the timeline', async () => {
    const { northRep } = bench.company.users;
    const { processId, leadId } = await scenes.ambiguous();
    const choose = () =>
      bench.as(northRep, (ctx) =>
        leadService.chooseMatch(ctx, leadId, { accountId: crypto.randomUUID(), contactId: null }),
      );
    await expect(choose()).rejects.toMatchObject({ code: 'process_not_waiting' });
    await bench.step(processId, 'choose', (ctx, call) => askPerson(ctx, call, 'several_accounts'));
    await expect(choose()).rejects.toMatchObject({
      code: 'validation_failed',
      details: { issues: [{ field: 'accountId' }] },
    });
    const told = await bench
      .db()
      .selectFrom('crm_timeline')
      .select(['payload', 'actorId'])
      .where('subjectId', '=', leadId)
      .where('kind', '=', 'process')
      .orderBy('id')
      .execute();
    expect(told.filter(({ payload }) => payload['code'] === 'choice_refused')).toMatchObject([
      { actorId: northRep.id, payload: { refusal: 'process_not_waiting' } },
      { actorId: northRep.id, payload: { refusal: 'validation_failed' } },
    ]);
  });

  test('shows what was found with names and reasons, before and while it waits', async () => {
    const { northRep } = bench.company.users;
    const { leadId, accounts } = await scenes.ambiguous();
    const found = await bench.as(northRep, (ctx) => leadService.matches(ctx, leadId));
    expect(found.accounts.map(({ id }) => id).sort()).toEqual([...accounts].sort());
    expect(found.accounts[0]).toMatchObject({ reasons: ['name'], name: expect.stringContaining('Engines') });
    const fresh = await bench.as(northRep, async (ctx) => leadService.matches(ctx, await scenes.qualifiedLead()));
    expect(fresh).toEqual({ accounts: [], contacts: [] });
  });

  test('a choice made beforehand is used without asking', async () => {
    const { northRep } = bench.company.users;
    const { accounts, company } = await scenes.twofold();
    const id = await scenes.qualifiedLead({ company });
    const choice = { accountId: accounts[1] ?? null, contactId: null };
    const process = await bench.as(northRep, (ctx) => leadService.convert(ctx, id, { choice }));
    const match = await bench.step(process.id, 'match', matchLead);
    expect(match?.decided).toEqual({ ...choice, chosenBy: northRep.id });
  });

  test('what a person chose is asked for again when it lies in the trash by now', async () => {
    const { admin, northRep } = bench.company.users;
    const { processId, accounts } = await scenes.ambiguous();
    const gone = accounts[0] ?? '';
    await bench.as(admin, (ctx) => accountService.delete(ctx, gone));
    const settled = { accountId: gone, contactId: null, chosenBy: northRep.id };
    expect(await bench.step(processId, 'convert', (ctx, call) => convertNow(ctx, call, settled))).toEqual({
      kind: 'stale',
    });
  });
});

function hoursBetween(from: string | undefined, to: string | undefined): number {
  return (Date.parse(to ?? '') - Date.parse(from ?? '')) / 3_600_000;
}
