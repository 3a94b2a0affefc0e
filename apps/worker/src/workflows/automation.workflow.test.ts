import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accountService } from '@crm/core/account/account.service';
import { contactService } from '@crm/core/contact/contact.service';
import type { ServiceContext } from '@crm/core/context';
import { leadService } from '@crm/core/lead/lead.service';
import { processService } from '@crm/core/process/process.service';
import { testPorts } from '@crm/core/testing/company';
import { fireDateRules } from '@crm/core/workflow/date-rules';
import { takeUpRuns } from '@crm/core/workflow/rule-runs';
import { webhookEndpointService } from '@crm/core/webhook/webhook-endpoint.service';
import { workflowService } from '@crm/core/workflow/workflow.service';
import { account } from '@crm/domain/account/account';
import { contact } from '@crm/domain/contact/contact';
import { lead } from '@crm/domain/lead/lead';
import type { ProcessFilter } from '@crm/domain/process/process';
import { decideInput } from '@crm/domain/process/process-details';
import { workflow } from '@crm/domain/workflow/workflow';
import type { z } from 'zod';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
});
beforeEach(() => {
  system.timeSkipping = null;
});
afterAll(() => system[Symbol.asyncDispose]());

function asAdmin<Result>(work: (ctx: ServiceContext) => Promise<Result>): Promise<Result> {
  return system.bench.as(system.bench.company.users.admin, work);
}

let rules = 0;
/** A rule that is on, and off again when the scope ends. */
async function rule(says: object) {
  rules += 1;
  const data = workflow.create.parse({ name: `Rule ${rules}`, entity: 'lead', enabled: true, ...says });
  const { id } = await asAdmin((ctx) => workflowService.create(ctx, data));
  return {
    id,
    runs: () => asAdmin((ctx) => workflowService.runs(ctx, id)),
    change: (more: object) => asAdmin((ctx) => workflowService.update(ctx, id, workflow.update.parse(more))),
    async [Symbol.asyncDispose]() {
      await asAdmin((ctx) => workflowService.update(ctx, id, { enabled: false }));
    },
  };
}

async function makeLead(more: object = {}): Promise<string> {
  const data = lead.create.parse({ ...system.scenes.somebody(), ...more });
  const { northRep } = system.bench.company.users;
  return (await system.bench.as(northRep, (ctx) => leadService.create(ctx, data))).id;
}

const room = () => ({ fork: () => system.bench.fork(), ports: testPorts, now: new Date() });
const readLead = (id: string) => asAdmin((ctx) => leadService.get(ctx, id));

/** Has what was ordered taken up, as the worker does, and waits until a rule's runs are over. */
async function carriedOut(of: { runs: () => ReturnType<typeof workflowService.runs> }) {
  await expect
    .poll(
      async () => {
        await takeUpRuns(room(), 50);
        return (await of.runs()).map(({ state }) => state).filter((state) => state === 'queued' || state === 'running');
      },
      { timeout: 20_000 },
    )
    .toEqual([]);
  return of.runs();
}

const whenCreated = { trigger: { on: 'created' } };
const setIndustry = (value: string) => ({ do: 'set_field', field: 'jobTitle', value });

describe('a rule', () => {
  test('of leads from forms runs for these, and for no other new lead', async () => {
    await using of = await rule({ trigger: { on: 'form_posted' }, actions: [setIndustry('Asked by form')] });
    await makeLead();
    await asAdmin((ctx) => leadService.capture(ctx, 'website', { ...system.scenes.somebody(), consent: true }));
    const runs = await carriedOut(of);
    expect(runs).toMatchObject([{ firedBy: 'form_posted', state: 'done' }]);
    expect(await readLead(runs[0]?.recordId ?? '')).toMatchObject({ jobTitle: 'Asked by form' });
  });

  test('does its actions in their order to what fits, each once, and keeps what it was asked and what came of it', async () => {
    await using of = await rule({
      ...whenCreated,
      conditions: { match: 'all', conditions: [{ field: 'company', op: 'equals', value: 'Rule Works' }] },
      actions: [
        setIndustry('Buyer'),
        { do: 'create_activity', type: 'call', subject: 'Call them', dueInDays: 1 },
        { do: 'notify', roles: ['owner'], message: 'A buyer came in.' },
        { do: 'send_mail', subject: 'Welcome', body: 'We call you.' },
      ],
    });
    const id = await makeLead({ company: 'Rule Works' });
    await makeLead({ company: 'Another' });
    const [skipped, done] = await carriedOut(of);
    expect(skipped).toMatchObject({ state: 'skipped', reason: 'conditions', processId: null, steps: [] });
    expect(done).toMatchObject({ state: 'done', recordId: id, firedBy: 'created', ruleVersion: 1 });
    expect(done?.steps).toMatchObject([
      { do: 'set_field', input: { field: 'jobTitle', value: 'Buyer' }, output: { changed: true, to: 'Buyer' } },
      { do: 'create_activity', output: { activityId: expect.any(String) } },
      { do: 'notify', output: { told: 1 } },
      { do: 'send_mail', output: { sent: true } },
    ]);
    expect(await readLead(id)).toMatchObject({ jobTitle: 'Buyer' });
    const db = system.bench.db();
    const planned = await db.selectFrom('crm_activities').select('subject').where('subjectId', '=', id).execute();
    expect(planned).toEqual([{ subject: 'Call them' }]);
    const mails = await db.selectFrom('crm_mails').select('params').where('subjectId', '=', id).execute();
    expect(mails).toMatchObject([{ params: { subject: 'Welcome' } }]);
  });

  test('does what its trial said it would do, to the same records', async () => {
    const ids = [await makeLead({ company: 'Forecast' }), await makeLead({ company: 'Elsewhere' })];
    await using of = await rule({
      trigger: { on: 'manual' },
      conditions: { match: 'any', conditions: [{ field: 'company', op: 'equals', value: 'Forecast' }] },
      actions: [setIndustry('Seen')],
    });
    const trial = await asAdmin((ctx) => workflowService.dryRun(ctx, of.id, 200));
    const forecast = trial.matching.filter((match) => ids.includes(match.id));
    await asAdmin((ctx) => workflowService.run(ctx, of.id, { recordIds: ids }));
    const runs = await carriedOut(of);
    const done = runs.filter(({ state }) => state === 'done');
    expect(done.map(({ recordId }) => recordId)).toEqual(forecast.map((match) => match.id));
    expect(done[0]?.steps[0]?.output).toMatchObject({ to: forecast[0]?.actions[0]?.to, changed: true });
  });

  test('takes the side of a branch that its conditions say by then, tells another system, and waits for dates', async () => {
    system.timeSkipping = { enabled: true };
    const data = { name: 'Shop', url: 'https://shop.example/crm', events: ['account.created'] };
    const endpoint = await asAdmin((ctx) => webhookEndpointService.create(ctx, data));
    await using of = await rule({
      ...whenCreated,
      actions: [
        {
          do: 'branch',
          if: { match: 'all', conditions: [{ field: 'company', op: 'equals', value: 'Branch Works' }] },
          then: [setIndustry('Ours'), { do: 'call_webhook', endpointId: endpoint.id }],
          else: [setIndustry('Theirs')],
        },
        { do: 'wait_until', field: 'createdAt', offsetDays: 2 },
        { do: 'set_field', field: 'country', value: 'NO' },
      ],
    });
    const [ours, theirs] = [await makeLead({ company: 'Branch Works' }), await makeLead({ company: 'Others' })];
    const runs = await carriedOut(of);
    const stepsOf = (id: string) => runs.find(({ recordId }) => recordId === id)?.steps ?? [];
    expect(stepsOf(ours).map((step) => step.do)).toEqual([
      'branch',
      'set_field',
      'call_webhook',
      'wait_until',
      'set_field',
    ]);
    expect(stepsOf(theirs).map((step) => step.do)).toEqual(['branch', 'set_field', 'wait_until', 'set_field']);
    expect(await readLead(ours)).toMatchObject({ jobTitle: 'Ours', country: 'NO' });
    expect(await readLead(theirs)).toMatchObject({ jobTitle: 'Theirs', country: 'NO' });
    const { items } = await asAdmin((ctx) => webhookEndpointService.deliveries(ctx, endpoint.id));
    expect(items).toMatchObject([{ event: 'lead.rule_fired', recordId: ours }]);
  });

  test('waits as long as it says, and goes on where it was', async () => {
    system.timeSkipping = { enabled: true };
    await using of = await rule({ ...whenCreated, actions: [{ do: 'wait', hours: 48 }, setIndustry('Later')] });
    const id = await makeLead();
    const [run] = await carriedOut(of);
    expect(run?.steps.map((step) => step.do)).toEqual(['wait', 'set_field']);
    const [before, after] = (run?.steps ?? []).map(({ at }) => Date.parse(at));
    expect((after ?? 0) - (before ?? 0)).toBeGreaterThanOrEqual(48 * 3_600_000);
    expect(await readLead(id)).toMatchObject({ jobTitle: 'Later' });
  });

  test('that is changed leaves what runs on the version it began with', async () => {
    await using of = await rule({ ...whenCreated, actions: [{ do: 'wait', hours: 1 }, setIndustry('First')] });
    const id = await makeLead();
    await takeUpRuns(room(), 50);
    await expect.poll(async () => (await of.runs())[0]?.steps.length, { timeout: 20_000 }).toBe(1);
    await of.change({ actions: [setIndustry('Second')] });
    const other = await makeLead();
    await expect
      .poll(
        async () => {
          await takeUpRuns(room(), 50);
          return (await readLead(other)).jobTitle;
        },
        { timeout: 20_000 },
      )
      .toBe('Second');
    const states = async () => (await of.runs()).map(({ ruleVersion, state }) => [ruleVersion, state]);
    const expected = [
      [2, 'done'],
      [1, 'running'],
    ];
    await expect.poll(states, { timeout: 20_000 }).toEqual(expected);
    expect(await readLead(id)).not.toMatchObject({ jobTitle: 'Second' });
  });

  test('fires on a change of its field alone, and on the day of its date once', async () => {
    await using of = await rule({
      trigger: { on: 'field_changed', field: 'jobTitle' },
      actions: [{ do: 'set_field', field: 'country', value: 'NO' }],
    });
    const id = await makeLead();
    await asAdmin((ctx) => leadService.update(ctx, id, { website: 'https://halden.example' }));
    await asAdmin((ctx) => leadService.update(ctx, id, { jobTitle: 'Head of cold' }));
    expect(await carriedOut(of)).toMatchObject([{ state: 'done', firedBy: 'updated' }]);
    await using dated = await rule({
      trigger: { on: 'date_reached', field: 'createdAt', offsetDays: 0 },
      conditions: { match: 'all', conditions: [{ field: 'country', op: 'equals', value: 'NO' }] },
      actions: [setIndustry('Dated')],
    });
    const fresh = await makeLead({ country: 'NO' });
    await fireDateRules(room());
    await fireDateRules(room());
    const runs = await carriedOut(dated);
    expect(runs.filter(({ recordId }) => recordId === fresh)).toMatchObject([
      { state: 'done', firedBy: 'date_reached' },
    ]);
  });

  test('that fires itself without end is stopped, and says why', async () => {
    await using up = await rule({
      trigger: { on: 'field_changed', field: 'jobTitle' },
      conditions: { match: 'all', conditions: [{ field: 'jobTitle', op: 'equals', value: 'Ping' }] },
      actions: [setIndustry('Pong')],
    });
    await using down = await rule({
      trigger: { on: 'field_changed', field: 'jobTitle' },
      conditions: { match: 'all', conditions: [{ field: 'jobTitle', op: 'equals', value: 'Pong' }] },
      actions: [setIndustry('Ping')],
    });
    const id = await makeLead();
    await asAdmin((ctx) => leadService.update(ctx, id, { jobTitle: 'Ping' }));
    await carriedOut(up);
    const runs = [...(await carriedOut(up)), ...(await carriedOut(down))];
    expect(runs.some(({ state, reason, depth }) => state === 'stopped' && reason === 'loop' && depth === 6)).toBe(true);
    const told = await Promise.all([up, down].map((of) => asAdmin((ctx) => workflowService.get(ctx, of.id))));
    expect(told.map(({ lastError }) => lastError)).toContainEqual(expect.stringContaining('fired one another'));
  });

  test('asks before it goes on: what is agreed is done, what is refused is not, each for those who were asked', async () => {
    const { northRep, northManager } = system.bench.company.users;
    await using of = await rule({
      ...whenCreated,
      actions: [
        {
          do: 'ask_approval',
          question: 'May it go out?',
          userIds: [northManager.id],
          then: [setIndustry('Agreed')],
          else: [],
        },
        { do: 'set_field', field: 'country', value: 'NO' },
      ],
    });
    const [yes, no] = [await makeLead(), await makeLead()];
    await takeUpRuns(room(), 50);
    const waiting = async (id: string) => {
      const filter: ProcessFilter = { subjectType: 'lead', subjectId: id, waitReason: ['approve_rule'] };
      const { items } = await asAdmin((ctx) => processService.list(ctx, { filter, sort: '-startedAt', limit: 5 }));
      return items[0];
    };
    await expect
      .poll(async () => [(await waiting(yes))?.state, (await waiting(no))?.state], { timeout: 20_000 })
      .toEqual(['waiting_human', 'waiting_human']);
    const process = await waiting(yes);
    expect(process?.wait).toMatchObject({ why: 'May it go out?', actors: [{ id: northManager.id }] });
    const decide = (who: typeof northRep, id: string, data: z.input<typeof decideInput>) =>
      system.bench.as(who, (ctx) => processService.decide(ctx, id, decideInput.parse(data)));
    await expect(decide(northRep, process?.id ?? '', { decision: 'approve' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await decide(northManager, process?.id ?? '', { decision: 'approve' });
    await expect(decide(northManager, process?.id ?? '', { decision: 'approve' })).rejects.toMatchObject({
      code: 'invalid_transition',
    });
    await decide(northManager, (await waiting(no))?.id ?? '', { decision: 'reject', comment: 'Not this one.' });
    const runs = await carriedOut(of);
    const stepsOf = (id: string) => runs.find(({ recordId }) => recordId === id)?.steps ?? [];
    expect(stepsOf(yes).map((step) => step.do)).toEqual(['ask_approval', 'set_field', 'set_field']);
    expect(stepsOf(no).map((step) => step.do)).toEqual(['ask_approval', 'set_field']);
    expect(stepsOf(no)[0]?.output).toMatchObject({
      took: 'else',
      decidedBy: northManager.id,
      comment: 'Not this one.',
    });
    expect(await readLead(yes)).toMatchObject({ jobTitle: 'Agreed', country: 'NO' });
    expect(await readLead(no)).toMatchObject({ jobTitle: null, country: 'NO' });
  });

  test('that nobody answers in time goes on as if the answer were no', async () => {
    system.timeSkipping = { enabled: true };
    const asks = { do: 'ask_approval', question: 'May it?', roles: ['manager'], expireAfterDays: 3 };
    await using of = await rule({
      ...whenCreated,
      actions: [{ ...asks, then: [setIndustry('Yes')], else: [setIndustry('Nobody answered')] }],
    });
    const id = await makeLead();
    const [run] = await carriedOut(of);
    expect(run?.steps[0]?.output).toMatchObject({ took: 'else', expired: true });
    expect(await readLead(id)).toMatchObject({ jobTitle: 'Nobody answered' });
  });

  test('looks at what a record belongs to, and creates a record of what it finds', async () => {
    const { northRep } = system.bench.company.users;
    const makeAccount = (name: string, industry: string) =>
      system.bench.as(northRep, (ctx) => accountService.create(ctx, account.create.parse({ name, industry })));
    const [cold, warm] = [
      await makeAccount('Cold Relations', 'Logistics'),
      await makeAccount('Warm Relations', 'Bakery'),
    ];
    await using of = await rule({
      ...whenCreated,
      entity: 'contact',
      conditions: { match: 'all', conditions: [{ field: 'account.industry', op: 'equals', value: 'logistics' }] },
      actions: [
        {
          do: 'create_record',
          entity: 'opportunity',
          values: [
            { field: 'name', value: 'First order' },
            { field: 'accountId', from: 'accountId' },
            { field: 'primaryContactId', from: 'id' },
            { field: 'amountMinor', value: 120_000 },
            { field: 'currency', value: 'EUR' },
          ],
        },
      ],
    });
    const makeContact = (accountId: string, lastName: string) =>
      system.bench.as(northRep, (ctx) => contactService.create(ctx, contact.create.parse({ accountId, lastName })));
    const person = await makeContact(cold.id, 'Fits');
    await makeContact(warm.id, 'Differs');
    const runs = await carriedOut(of);
    const outcomes = new Map(runs.map(({ recordId, state, reason }) => [recordId === person.id, { state, reason }]));
    expect(outcomes.get(true)).toEqual({ state: 'done', reason: null });
    expect(outcomes.get(false)).toEqual({ state: 'skipped', reason: 'conditions' });
    const db = system.bench.db();
    const made = await db
      .selectFrom('crm_opportunities')
      .select(['name', 'amountMinor', 'primaryContactId'])
      .where('accountId', 'in', [cold.id, warm.id])
      .execute();
    expect(made).toEqual([{ name: 'First order', amountMinor: 120_000, primaryContactId: person.id }]);
  });

  test('whose worker is killed while it waits loses nothing', async () => {
    await using of = await rule({ ...whenCreated, actions: [{ do: 'wait', hours: 1 }, setIndustry('Still')] });
    const id = await makeLead();
    system.timeSkipping = { enabled: true };
    await takeUpRuns(room(), 50);
    await system.stopAll();
    await system.startWorker();
    system.startRelay();
    await carriedOut(of);
    expect(await readLead(id)).toMatchObject({ jobTitle: 'Still' });
  });
});
