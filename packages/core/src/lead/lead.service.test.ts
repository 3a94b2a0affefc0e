import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lead } from '@crm/domain/lead/lead';
import type { ServiceContext } from '../context.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { leadService } from './lead.service.ts';
import { assignLead, scoreNewLead } from './lead-intake.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const person = { firstName: 'Ada', lastName: 'Byron', email: 'ada@engines.example', company: 'Engines Ltd' };

function create(data: Readonly<Record<string, unknown>> = {}) {
  return (ctx: ServiceContext) => leadService.create(ctx, lead.create.parse({ ...person, ...data }));
}

describe('creating', () => {
  test('normalizes, starts unscored, and orders an intake in the same transaction', async () => {
    const { admin } = bench.company.users;
    const made = await bench.as(admin, create({ email: 'Ada@Engines.Example', phone: '+49 30 901820' }));
    expect(made).toMatchObject({ email: 'ada@engines.example', phoneE164: '+4930901820', status: 'new', score: null });
    const process = await bench
      .db()
      .selectFrom('crm_processes')
      .selectAll()
      .where('subjectId', '=', made.id)
      .executeTakeFirstOrThrow();
    expect(process).toMatchObject({ kind: 'lead-intake', workflowId: `lead-intake/${made.id}`, state: 'queued' });
    const command = await bench
      .db()
      .selectFrom('crm_outbox')
      .select('command')
      .where('recordId', '=', process.id)
      .where('command', 'is not', null)
      .executeTakeFirstOrThrow();
    expect(command.command).toMatchObject({ do: 'start_process', processId: process.id, subjectId: made.id });
  });

  test('a phone is read by the country of the lead', async () => {
    const made = await bench.as(bench.company.users.admin, create({ phone: '030 901820', country: 'DE' }));
    expect(made.phoneE164).toBe('+4930901820');
  });

  test.each([
    ['northRep', (made: { assignedTo: string | null }) => made.assignedTo === bench.company.users.northRep.id],
    [
      'northManager',
      (made: { assignedTo: string | null; teamId: string | null }) =>
        made.assignedTo === null && made.teamId === bench.company.teams.north,
    ],
    [
      'admin',
      (made: { assignedTo: string | null; teamId: string | null }) => made.assignedTo === null && made.teamId === null,
    ],
    [
      'marketing',
      (made: { assignedTo: string | null; teamId: string | null }) => made.assignedTo === null && made.teamId === null,
    ],
  ] as const)('a lead made by %s belongs to the rep, waits in the team, or waits for anybody', async (who, belongs) => {
    expect(belongs(await bench.as(bench.company.users[who], create()))).toBe(true);
  });

  test('is never refused as a duplicate, and shows who else has its address and phone, within the caller’s scope', async () => {
    const { northRep, southRep, admin } = bench.company.users;
    const reach = { email: 'twice@engines.example', phone: '+49 30 901821' };
    const first = await bench.as(northRep, create(reach));
    const second = await bench.as(southRep, create(reach));
    const seenByAdmin = await bench.as(admin, (ctx) => leadService.duplicates(ctx, second.id));
    expect(seenByAdmin.leads).toEqual([{ id: first.id, name: 'Ada Byron', reasons: ['email', 'phone'] }]);
    const seenByRep = await bench.as(southRep, (ctx) => leadService.duplicates(ctx, second.id));
    expect(seenByRep.leads).toEqual([]);
  });
});

describe('the intake', () => {
  test('scores with reasons and gives the lead to a rep of a team that takes leads', async () => {
    const { admin, northRep } = bench.company.users;
    const made = await bench.as(admin, create({ phone: '+49 30 901820', jobTitle: 'Head of Research' }));
    const process = await intakeOf(made.id);
    expect(await bench.step(process, 'score', scoreNewLead)).toBe('scored');
    expect(await bench.step(process, 'assign', assignLead)).toBe('assigned');
    const read = await bench.as(admin, (ctx) => leadService.get(ctx, made.id));
    expect(read.score).toBe(60);
    expect(read.scoreReasons.map(({ rule }) => rule)).toEqual(['company_email', 'decision_maker', 'company', 'phone']);
    expect(read.assignedTo).toBe(northRep.id);
    expect(await kindsOf(made.id)).toEqual(['created', 'scored', 'assigned']);
  });

  test('leaves a lead with the owner it has', async () => {
    const made = await bench.as(bench.company.users.southRep, create());
    const process = await intakeOf(made.id);
    await bench.step(process, 'score', scoreNewLead);
    expect(await bench.step(process, 'assign', assignLead)).toBe('owned');
    expect(await bench.step(process, 'assign', assignLead)).toBeNull();
  });

  test('ends for a lead that was deleted meanwhile', async () => {
    const { admin } = bench.company.users;
    const made = await bench.as(admin, create());
    const process = await intakeOf(made.id);
    await bench.as(admin, (ctx) => leadService.delete(ctx, made.id));
    expect(await bench.step(process, 'score', scoreNewLead)).toBeNull();
    const row = await bench
      .db()
      .selectFrom('crm_processes')
      .select('state')
      .where('id', '=', process)
      .executeTakeFirstOrThrow();
    expect(row.state).toBe('cancelled');
  });

  test('begins anew for a lead that comes back from the trash without owner or score', async () => {
    const { admin, northRep } = bench.company.users;
    const made = await bench.as(admin, create());
    await bench.as(admin, (ctx) => leadService.delete(ctx, made.id));
    await bench.step(await intakeOf(made.id), 'score', scoreNewLead);
    await bench.as(admin, (ctx) => leadService.restore(ctx, made.id));
    const open = bench
      .db()
      .selectFrom('crm_processes')
      .select('id')
      .where('subjectId', '=', made.id)
      .where('closedAt', 'is', null);
    const { id } = await open.executeTakeFirstOrThrow();
    await bench.step(id, 'score', scoreNewLead);
    expect(await bench.step(id, 'assign', assignLead)).toBe('assigned');
    await bench.as(northRep, (ctx) => leadService.delete(ctx, made.id));
    await bench.as(northRep, (ctx) => leadService.restore(ctx, made.id));
    expect(await open.execute()).toEqual([]);
  });

  test('a manager’s lead stays in the team: with nobody there it waits and tells the managers', async () => {
    const { southManager, southRep } = bench.company.users;
    await bench
      .db()
      .updateTable('crm_users')
      .set({ absentUntil: new Date(Date.now() + 86_400_000) })
      .where('id', '=', southRep.id)
      .execute();
    const made = await bench.as(southManager, create());
    const process = await intakeOf(made.id);
    await bench.step(process, 'score', scoreNewLead);
    expect(await bench.step(process, 'assign', assignLead)).toBe('nobody');
    expect(await bench.step(process, 'assign', assignLead)).toBe('nobody');
    const row = await bench
      .db()
      .selectFrom('crm_processes')
      .selectAll()
      .where('id', '=', process)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      state: 'waiting_timer',
      needs: [southManager.id],
      wait: { reason: 'nobody_takes_leads' },
    });
    expect((await kindsOf(made.id)).filter((kind) => kind === 'process')).toHaveLength(1);
    await bench.db().updateTable('crm_users').set({ absentUntil: null }).where('id', '=', southRep.id).execute();
    expect(await bench.step(process, 'assign', assignLead)).toBe('assigned');
  });

  test('100 leads at once over 4 equal reps give 25 each', async () => {
    await using own = await openWorkbench();
    const { admin, northRep, northWestRep, southRep, support } = own.company.users;
    const reps = [northRep, northWestRep, southRep, support].map(({ id }) => id);
    await own
      .db()
      .updateTable('crm_users')
      .set({ teamId: own.company.teams.north, role: 'sales_rep' })
      .where('id', 'in', reps)
      .execute();
    const leads = await Promise.all(Array.from({ length: 100 }, () => own.as(admin, create())));
    const processes = await own.db().selectFrom('crm_processes').select('id').execute();
    await Promise.all(
      processes.map(async ({ id }) => {
        await own.step(id, 'score', scoreNewLead);
        await own.step(id, 'assign', assignLead);
      }),
    );
    const shares = await own
      .db()
      .selectFrom('crm_leads')
      .select(['assignedTo'])
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .groupBy('assignedTo')
      .execute();
    expect(leads).toHaveLength(100);
    expect(shares.map(({ count }) => Number(count))).toEqual([25, 25, 25, 25]);
  }, 60_000);
});

describe('changing', () => {
  test('a scored field changes the score, and the timeline says so', async () => {
    const { admin } = bench.company.users;
    const made = await bench.as(admin, create());
    const process = await intakeOf(made.id);
    await bench.step(process, 'score', scoreNewLead);
    const changed = await bench.as(admin, (ctx) =>
      leadService.update(ctx, made.id, { jobTitle: 'CEO', budgetMinor: 600_000 }),
    );
    expect(changed.score).toBe(70);
    expect(await kindsOf(made.id)).toEqual(['created', 'scored', 'scored', 'edited']);
  });

  test('a new owner is told on the timeline and wakes the intake', async () => {
    const { admin, southRep } = bench.company.users;
    const made = await bench.as(admin, create());
    await bench.as(admin, (ctx) => leadService.update(ctx, made.id, { assignedTo: southRep.id }));
    expect(await kindsOf(made.id)).toEqual(['created', 'assigned']);
    const signals = await bench
      .db()
      .selectFrom('crm_outbox')
      .select('command')
      .where('command', 'is not', null)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(signals.command).toMatchObject({ do: 'signal_process', kind: 'lead-intake', subjectId: made.id });
  });

  test('a rep cannot give a lead away, nor see or change one of another team', async () => {
    const { northRep, southRep } = bench.company.users;
    const made = await bench.as(northRep, create());
    const give = bench.as(northRep, (ctx) => leadService.update(ctx, made.id, { assignedTo: southRep.id }));
    await expect(give).rejects.toMatchObject({ code: 'forbidden' });
    for (const attempt of [
      (ctx: ServiceContext) => leadService.get(ctx, made.id),
      (ctx: ServiceContext) => leadService.update(ctx, made.id, { company: 'X' }),
      (ctx: ServiceContext) => leadService.duplicates(ctx, made.id),
      (ctx: ServiceContext) => leadService.matches(ctx, made.id),
      (ctx: ServiceContext) => leadService.conversion(ctx, made.id),
      (ctx: ServiceContext) => leadService.convert(ctx, made.id, {}),
    ]) {
      await expect(bench.as<unknown>(southRep, attempt)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('deletes and restores', async () => {
    const { admin } = bench.company.users;
    const made = await bench.as(admin, create());
    await bench.as(admin, (ctx) => leadService.delete(ctx, made.id));
    await expect(bench.as(admin, (ctx) => leadService.get(ctx, made.id))).rejects.toMatchObject({ code: 'not_found' });
    expect((await bench.as(admin, (ctx) => leadService.restore(ctx, made.id))).deletedAt).toBeNull();
  });
});

describe('qualifying', () => {
  test('a lead without name or way to reach is refused with each missing fact', async () => {
    const { admin } = bench.company.users;
    const unreachable = await bench.as(admin, create({ email: null }));
    const nameless = await bench.as(admin, create({ lastName: null, company: null }));
    const qualify = (id: string) =>
      bench.as(admin, (ctx) => leadService.qualify(ctx, id, { outcome: 'qualified', reason: null }));
    await expect(qualify(unreachable.id)).rejects.toMatchObject({
      code: 'stage_gate',
      details: { missing: ['email'] },
    });
    await expect(qualify(nameless.id)).rejects.toMatchObject({
      code: 'stage_gate',
      details: { missing: ['lastName'] },
    });
    const patch = bench.as(admin, (ctx) => leadService.update(ctx, nameless.id, { status: 'qualified' }));
    await expect(patch).rejects.toMatchObject({ code: 'stage_gate' });
    const filled = await bench.as(admin, (ctx) =>
      leadService.update(ctx, nameless.id, { status: 'qualified', lastName: 'Byron' }),
    );
    expect(filled.status).toBe('qualified');
  });

  test('a verdict against a lead needs a reason, which goes when work begins again', async () => {
    const { admin } = bench.company.users;
    const made = await bench.as(admin, create());
    const refuse = (reason: string | null) =>
      bench.as(admin, (ctx) => leadService.qualify(ctx, made.id, { outcome: 'unqualified', reason }));
    await expect(refuse(null)).rejects.toMatchObject({
      code: 'validation_failed',
      details: { issues: [{ field: 'reason' }] },
    });
    expect(await refuse('No budget')).toMatchObject({ status: 'unqualified', disqualifiedReason: 'No budget' });
    const again = await bench.as(admin, (ctx) => leadService.update(ctx, made.id, { status: 'working' }));
    expect(again).toMatchObject({ status: 'working', disqualifiedReason: null });
  });

  test('an impossible step names those that are allowed', async () => {
    const { admin } = bench.company.users;
    const made = await bench.as(admin, create());
    await bench.as(admin, (ctx) => leadService.qualify(ctx, made.id, { outcome: 'unqualified', reason: 'Spam' }));
    const jump = bench.as(admin, (ctx) => leadService.update(ctx, made.id, { status: 'qualified' }));
    await expect(jump).rejects.toMatchObject({ code: 'invalid_transition', details: { allowed: ['working'] } });
  });

  test('whoever may change leads but not judge them cannot judge by the back door', async () => {
    const made = await bench.as(bench.company.users.admin, create());
    const patch = bench.as(bench.company.users.marketing, (ctx) =>
      leadService.update(ctx, made.id, { status: 'qualified' }),
    );
    await expect(patch).rejects.toMatchObject({ code: 'forbidden' });
  });
});

async function intakeOf(leadId: string): Promise<string> {
  const row = await bench
    .db()
    .selectFrom('crm_processes')
    .select('id')
    .where('subjectId', '=', leadId)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function kindsOf(leadId: string): Promise<string[]> {
  const rows = await bench
    .db()
    .selectFrom('crm_timeline')
    .select('kind')
    .where('subjectId', '=', leadId)
    .orderBy('id')
    .execute();
  return rows.map(({ kind }) => kind);
}
