import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lead } from '@crm/domain/lead/lead';
import type { ConvertInput } from '@crm/domain/lead/lead-conversion';
import { accountService } from '../account/account.service.ts';
import { activityService } from '../activity/activity.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { processService } from '../process/process.service.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { convertNow } from './lead-conversion-write.ts';
import { leadService } from './lead.service.ts';

let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

describe('starting', () => {
  test('only a qualified lead converts', async () => {
    const { northRep } = bench.company.users;
    const made = await bench.as(northRep, (ctx) => leadService.create(ctx, lead.create.parse(scenes.somebody())));
    const convert = bench.as(northRep, (ctx) => leadService.convert(ctx, made.id, {}));
    await expect(convert).rejects.toMatchObject({ code: 'not_qualified', details: { current_status: 'new' } });
  });

  test('of twenty at once exactly one starts, and the others are told which process it is', async () => {
    const { northRep } = bench.company.users;
    const id = await scenes.qualifiedLead();
    const attempts = Array.from({ length: 20 }, () => bench.as(northRep, (ctx) => leadService.convert(ctx, id, {})));
    const settled = await Promise.allSettled(attempts);
    const started = settled.filter((result) => result.status === 'fulfilled');
    expect(started).toHaveLength(1);
    const [winner] = started;
    for (const result of settled.filter((each) => each.status === 'rejected')) {
      expect(result.reason).toMatchObject({
        code: 'conversion_in_progress',
        details: { process_id: winner?.value.id },
      });
    }
    const processes = await bench
      .db()
      .selectFrom('crm_processes')
      .select('id')
      .where('workflowId', '=', `lead-conversion/${id}`)
      .execute();
    expect(processes).toHaveLength(1);
  });

  test('an unknown pipeline and a choice that was not found are refused with the field', async () => {
    const { northRep } = bench.company.users;
    const id = await scenes.qualifiedLead();
    const start = (input: ConvertInput) => bench.as(northRep, (ctx) => leadService.convert(ctx, id, input));
    await expect(start({ pipelineId: crypto.randomUUID() })).rejects.toMatchObject({
      details: { issues: [{ field: 'pipelineId' }] },
    });
    const choice = { accountId: crypto.randomUUID(), contactId: null };
    await expect(start({ choice })).rejects.toMatchObject({ details: { issues: [{ field: 'choice.accountId' }] } });
  });

  test('a lead that is being converted can neither be deleted nor judged anew', async () => {
    const { northRep } = bench.company.users;
    const id = await scenes.qualifiedLead();
    await bench.as(northRep, (ctx) => leadService.convert(ctx, id, {}));
    for (const attempt of [
      (ctx: ServiceContext) => leadService.delete(ctx, id),
      (ctx: ServiceContext) => leadService.update(ctx, id, { status: 'working' }),
    ]) {
      await expect(bench.as<unknown>(northRep, attempt)).rejects.toMatchObject({ code: 'conversion_in_progress' });
    }
  });
});

describe('converting', () => {
  test('makes account, contact and opportunity, linked both ways, with a follow-up and the same entry on all four', async () => {
    const { northRep } = bench.company.users;
    const id = await scenes.qualifiedLead({
      budgetMinor: 250_000,
      currency: 'USD',
      website: 'https://www.engines-one.example',
    });
    const { result, processId } = await scenes.convert(id);

    const read = await bench.as(northRep, (ctx) => leadService.get(ctx, id));
    expect(read).toMatchObject({
      status: 'converted',
      convertedAccountId: result.accountId,
      convertedContactId: result.contactId,
      convertedOpportunityId: result.opportunityId,
      abilities: { update: false, convert: false, undoConversion: true },
    });
    const account = await bench.as(northRep, (ctx) => accountService.get(ctx, result.accountId));
    expect(account).toMatchObject({
      kind: 'company',
      websiteDomain: 'engines-one.example',
      email: read.email,
      assignedTo: northRep.id,
    });
    const contact = await bench.as(northRep, (ctx) => contactService.get(ctx, result.contactId));
    expect(contact).toMatchObject({ accountId: account.id, isPrimary: true, email: read.email, name: read.name });
    const deal = await bench.as(northRep, (ctx) => opportunityService.get(ctx, result.opportunityId));
    expect(deal).toMatchObject({
      accountId: account.id,
      primaryContactId: contact.id,
      sourceLeadId: id,
      stageId: bench.company.stages.qualified,
      probability: 20,
      amountMinor: 250_000,
      currency: 'USD',
    });
    for (const subject of [id, account.id, contact.id, deal.id]) {
      const told = await bench
        .db()
        .selectFrom('crm_timeline')
        .select(['payload', 'processId'])
        .where('subjectId', '=', subject)
        .where('kind', '=', 'converted')
        .execute();
      expect(told).toMatchObject([{ processId, payload: { leadId: id, ...result, accountCreated: true } }]);
    }
    const followUps = await bench.as(northRep, (ctx) =>
      activityService.list(ctx, { filter: { subjectType: 'opportunity', subjectId: deal.id } }),
    );
    expect(followUps.items).toMatchObject([{ type: 'task', status: 'scheduled', assignedTo: northRep.id }]);
    const followUp = await bench
      .db()
      .selectFrom('crm_processes')
      .selectAll()
      .where('workflowId', '=', `follow-up/${followUps.items[0]?.id}`)
      .executeTakeFirstOrThrow();
    expect(followUp).toMatchObject({ kind: 'follow-up', subjectId: deal.id, state: 'queued' });
    const process = await bench.as(northRep, (ctx) => processService.get(ctx, processId));
    expect(process).toMatchObject({
      state: 'completed',
      steps: [{ state: 'done' }, { state: 'done' }, { state: 'done' }],
    });
    const audit = await bench
      .db()
      .selectFrom('crm_auditlog')
      .select(['actorKind', 'actorId', 'processId'])
      .where('recordId', '=', account.id)
      .execute();
    expect(audit[0]).toEqual({ actorKind: 'process', actorId: northRep.id, processId });
  });

  test('a step that is called again after a crash gives the same result and writes nothing', async () => {
    const id = await scenes.qualifiedLead();
    const { result, processId, settled } = await scenes.convert(id);
    const again = await bench.step(processId, 'convert', (ctx, call) => convertNow(ctx, call, settled), { attempt: 2 });
    expect(again).toEqual({ kind: 'converted', result });
    const deals = await bench
      .db()
      .selectFrom('crm_opportunities')
      .select('id')
      .where('sourceLeadId', '=', id)
      .execute();
    expect(deals).toHaveLength(1);
  });

  test('two steps at once give one result', async () => {
    const id = await scenes.qualifiedLead();
    const processId = await scenes.start(id);
    const settled = await scenes.settle(processId);
    const both = await Promise.all(
      [1, 2].map((attempt) =>
        bench.step(processId, 'convert', (ctx, call) => convertNow(ctx, call, settled), { attempt }),
      ),
    );
    expect(both[0]).toEqual(both[1]);
    const deals = await bench
      .db()
      .selectFrom('crm_opportunities')
      .select('id')
      .where('sourceLeadId', '=', id)
      .execute();
    expect(deals).toHaveLength(1);
  });

  test('a known account and contact are linked: gaps are filled, nothing is overwritten', async () => {
    const { admin } = bench.company.users;
    const who = { ...scenes.somebody(), phone: '+49 30 901899', jobTitle: 'Owner' };
    const accountId = await scenes.account({ name: `${who.company} GmbH`, website: 'https://kept.example' });
    const contactId = await scenes.contact({ email: who.email, accountId, jobTitle: 'CTO' });
    const id = await scenes.qualifiedLead(who);
    const { result } = await scenes.convert(id);
    expect(result).toMatchObject({ accountId, contactId });
    const kept = await bench.as(admin, (ctx) => contactService.get(ctx, contactId));
    expect(kept).toMatchObject({ jobTitle: 'CTO', phoneE164: '+4930901899' });
    expect(await bench.as(admin, (ctx) => accountService.get(ctx, accountId))).toMatchObject({
      website: 'https://kept.example',
      phoneE164: '+4930901899',
    });
  });

  test('open activities move to the deal, done ones stay', async () => {
    const { northRep } = bench.company.users;
    const id = await scenes.qualifiedLead();
    const open = await scenes.activity({ subjectType: 'lead', subjectId: id });
    const done = await scenes.activity({ subjectType: 'lead', subjectId: id, status: 'completed' });
    const { result } = await scenes.convert(id);
    const read = (activityId: string) => bench.as(northRep, (ctx) => activityService.get(ctx, activityId));
    expect(await read(open)).toMatchObject({ subjectType: 'opportunity', subjectId: result.opportunityId });
    expect(await read(done)).toMatchObject({ subjectType: 'lead', subjectId: id });
  });

  test('what was settled by the rules is looked at again when something better turned up meanwhile', async () => {
    const who = scenes.somebody();
    const id = await scenes.qualifiedLead(who);
    const processId = await scenes.start(id);
    const settled = await scenes.settle(processId);
    expect(settled).toMatchObject({ accountId: null });
    const accountId = await scenes.account({ name: who.company, email: who.email });
    expect(await bench.step(processId, 'convert', (ctx, call) => convertNow(ctx, call, settled))).toEqual({
      kind: 'stale',
    });
    const again = await scenes.settle(processId);
    const outcome = await bench.step(processId, 'convert', (ctx, call) => convertNow(ctx, call, again));
    expect(outcome).toMatchObject({ kind: 'converted', result: { accountId } });
  });

  test('two leads of one company at once make one account', async () => {
    const { company } = scenes.somebody();
    const ids = await Promise.all([scenes.qualifiedLead({ company }), scenes.qualifiedLead({ company })]);
    const runs = await Promise.all(
      ids.map(async (id) => {
        const processId = await scenes.start(id);
        return { processId, settled: await scenes.settle(processId) };
      }),
    );
    const outcomes = await Promise.all(
      runs.map(({ processId, settled }) =>
        bench.step(processId, 'convert', (ctx, call) => convertNow(ctx, call, settled)),
      ),
    );
    expect(outcomes.map((outcome) => outcome?.kind ?? '').sort()).toEqual(['converted', 'stale']);
  });

  test('a lead without an owner becomes the property of whoever converts it', async () => {
    const { admin, northManager } = bench.company.users;
    const made = await bench.as(admin, (ctx) => leadService.create(ctx, lead.create.parse(scenes.somebody())));
    await bench.as(admin, (ctx) => leadService.qualify(ctx, made.id, { outcome: 'qualified', reason: null }));
    await bench
      .db()
      .updateTable('crm_leads')
      .set({ teamId: bench.company.teams.north })
      .where('id', '=', made.id)
      .execute();
    const process = await bench.as(northManager, (ctx) => leadService.convert(ctx, made.id, {}));
    const settled = await scenes.settle(process.id);
    const outcome = await bench.step(process.id, 'convert', (ctx, call) => convertNow(ctx, call, settled));
    if (outcome?.kind !== 'converted') throw new Error('not converted');
    const deal = await bench.as(northManager, (ctx) => opportunityService.get(ctx, outcome.result.opportunityId));
    expect(deal).toMatchObject({ assignedTo: northManager.id, teamId: bench.company.teams.north });
  });

  test('a converted lead says what it became, and changes no more', async () => {
    const { northRep } = bench.company.users;
    const id = await scenes.qualifiedLead();
    const { result, processId } = await scenes.convert(id);
    const details = { account_id: result.accountId, opportunity_id: result.opportunityId };
    for (const attempt of [
      (ctx: ServiceContext) => leadService.convert(ctx, id, {}),
      (ctx: ServiceContext) => leadService.update(ctx, id, { company: 'X' }),
      (ctx: ServiceContext) => leadService.qualify(ctx, id, { outcome: 'qualified', reason: null }),
    ]) {
      await expect(bench.as<unknown>(northRep, attempt)).rejects.toMatchObject({ code: 'already_converted', details });
    }
    const conversion = await bench.as(northRep, (ctx) => leadService.conversion(ctx, id));
    expect(conversion).toMatchObject({ leadId: id, processId, ...result, accountCreated: true, undoneAt: null });
  });
});
