import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { activity } from '@crm/domain/activity/activity';
import { DomainError } from '@crm/domain/errors';
import { undoConflict, type UndoConflict } from '@crm/domain/lead/lead-conversion';
import { accountService } from '../account/account.service.ts';
import { activityService } from '../activity/activity.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { processService } from '../process/process.service.ts';
import { LeadScenes } from '../testing/lead-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { leadService } from './lead.service.ts';

let bench: Workbench;
let scenes: LeadScenes;
beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new LeadScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

const day = 86_400_000;

describe('undoing a conversion', () => {
  test('restores what was: made records in the trash, moved activities back, the follow-up gone, the lead qualified', async () => {
    const id = await scenes.qualifiedLead();
    const call = await scenes.activity({ subjectType: 'lead', subjectId: id });
    const { result, processId } = await scenes.convert(id);
    const followUp = await followUpOf(id);

    const undone = await undo(id);
    expect(undone).toMatchObject({
      status: 'qualified',
      convertedAt: null,
      convertedAccountId: null,
      abilities: { convert: true, undoConversion: false },
    });
    await expectGone((ctx) => accountService.get(ctx, result.accountId));
    await expectGone((ctx) => contactService.get(ctx, result.contactId));
    await expectGone((ctx) => opportunityService.get(ctx, result.opportunityId));
    await expectGone((ctx) => activityService.get(ctx, followUp));
    expect(await asRep((ctx) => activityService.get(ctx, call))).toMatchObject({ subjectType: 'lead', subjectId: id });
    expect((await asRep((ctx) => processService.get(ctx, processId))).state).toBe('undone');
    const { state, closedAt } = await bench
      .db()
      .selectFrom('crm_processes')
      .select(['state', 'closedAt'])
      .where('workflowId', '=', `follow-up/${followUp}`)
      .executeTakeFirstOrThrow();
    expect(state).toBe('cancelled');
    expect(closedAt).not.toBeNull();
    const commands = await bench
      .db()
      .selectFrom('crm_outbox')
      .select('command')
      .where('command', 'is not', null)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(commands.command).toEqual({ do: 'cancel_process', kind: 'follow-up', subjectId: followUp });
    expect((await asRep((ctx) => leadService.conversion(ctx, id))).undoneAt).not.toBeNull();
    expect(await toldOf(id)).toContain('conversion_undone');
  });

  test('the lead can be converted again afterwards', async () => {
    const id = await scenes.qualifiedLead();
    const first = await scenes.convert(id);
    await undo(id);
    const second = await scenes.convert(id);
    expect(second.result.opportunityId).not.toBe(first.result.opportunityId);
    expect((await asRep((ctx) => leadService.get(ctx, id))).convertedOpportunityId).toBe(second.result.opportunityId);
  });

  test('gives a linked record back what the conversion filled in, and nothing else', async () => {
    const who = { ...scenes.somebody(), phone: '+49 30 901898', jobTitle: 'Owner' };
    const accountId = await scenes.account({ name: who.company });
    const contactId = await scenes.contact({ email: who.email });
    const id = await scenes.qualifiedLead(who);
    await scenes.convert(id);
    expect(await asAdmin((ctx) => contactService.get(ctx, contactId))).toMatchObject({ accountId, jobTitle: 'Owner' });
    await asAdmin((ctx) => accountService.update(ctx, accountId, { industry: 'Instruments' }));
    await undo(id);
    expect(await asAdmin((ctx) => contactService.get(ctx, contactId))).toMatchObject({
      accountId: null,
      jobTitle: null,
      phone: null,
      phoneE164: null,
    });
    expect(await asAdmin((ctx) => accountService.get(ctx, accountId))).toMatchObject({
      phone: null,
      industry: 'Instruments',
    });
  });

  test('is refused with each field that was changed since, on what was made, linked or moved', async () => {
    const who = { ...scenes.somebody(), phone: '+49 30 901897' };
    const contactId = await scenes.contact({ email: who.email });
    const id = await scenes.qualifiedLead(who);
    const call = await scenes.activity({ subjectType: 'lead', subjectId: id });
    const { result } = await scenes.convert(id);
    await asRep((ctx) => opportunityService.update(ctx, result.opportunityId, { amountMinor: 5 }));
    await asAdmin((ctx) => contactService.update(ctx, contactId, { phone: '+49 30 901896', jobTitle: 'Boss' }));
    await asRep((ctx) => activityService.update(ctx, call, { subjectType: 'account', subjectId: result.accountId }));
    const conflicts = await conflictsOf(id);
    expect(conflicts.map(({ resource, field }) => `${resource}.${field}`).sort()).toEqual([
      // The call hangs on the account that the conversion made.
      'account.*',
      'activity.subjectId',
      'contact.phone',
      'opportunity.amountMinor',
    ]);
    expect(conflicts.find(({ resource }) => resource === 'opportunity')).toMatchObject({
      id: result.opportunityId,
      before: null,
      now: 5,
    });
    expect((await asRep((ctx) => leadService.get(ctx, id))).status).toBe('converted');
  });

  test('keeping leaves what was changed or is in use, with what it stands on, and undoes the rest', async () => {
    const id = await scenes.qualifiedLead();
    const { result } = await scenes.convert(id);
    await asRep((ctx) => opportunityService.update(ctx, result.opportunityId, { amountMinor: 7 }));
    const followUp = await followUpOf(id);
    await undo(id, 'keep');
    expect(await asRep((ctx) => opportunityService.get(ctx, result.opportunityId))).toMatchObject({
      amountMinor: 7,
      accountId: result.accountId,
    });
    expect((await asRep((ctx) => contactService.get(ctx, result.contactId))).deletedAt).toBeNull();
    expect((await asRep((ctx) => accountService.get(ctx, result.accountId))).deletedAt).toBeNull();
    await expectGone((ctx) => activityService.get(ctx, followUp));
    expect((await asRep((ctx) => leadService.get(ctx, id))).status).toBe('qualified');
  });

  test('newer deals, contacts and activities keep alive what they hang on', async () => {
    const id = await scenes.qualifiedLead();
    const { result } = await scenes.convert(id);
    const other = await scenes.contact({ accountId: result.accountId });
    const conflicts = await conflictsOf(id);
    expect(conflicts).toEqual([
      expect.objectContaining({
        resource: 'account',
        field: '*',
        now: expect.objectContaining({ resource: 'contact', id: other }),
      }),
    ]);
    await undo(id, 'keep');
    expect((await asRep((ctx) => accountService.get(ctx, result.accountId))).deletedAt).toBeNull();
    await expectGone((ctx) => contactService.get(ctx, result.contactId));
    await expectGone((ctx) => opportunityService.get(ctx, result.opportunityId));
  });

  test('a follow-up that was worked on moves to the lead instead of going under', async () => {
    const id = await scenes.qualifiedLead();
    await scenes.convert(id);
    const followUp = await followUpOf(id);
    await asRep((ctx) => activityService.complete(ctx, followUp, { outcome: 'They like it' }));
    expect((await conflictsOf(id)).map(({ resource, field }) => `${resource}.${field}`)).toContain('activity.status');
    await undo(id, 'keep');
    const kept = await asRep((ctx) => activityService.get(ctx, followUp));
    expect(kept).toMatchObject({ status: 'completed', subjectType: 'lead', subjectId: id });
  });

  test('what lies in the trash already is no conflict', async () => {
    const id = await scenes.qualifiedLead();
    const { result } = await scenes.convert(id);
    await asRep((ctx) => opportunityService.delete(ctx, result.opportunityId));
    expect((await undo(id)).status).toBe('qualified');
  });

  test('works without pictures of before and after too, for conversions brought in from elsewhere', async () => {
    const id = await scenes.qualifiedLead();
    const { result } = await scenes.convert(id);
    await bench
      .db()
      .updateTable('crm_conversions')
      .set({ before: null, after: null })
      .where('leadId', '=', id)
      .execute();
    expect((await undo(id)).status).toBe('qualified');
    await expectGone((ctx) => accountService.get(ctx, result.accountId));
  });

  test('is possible for 30 days', async () => {
    const id = await scenes.qualifiedLead();
    await scenes.convert(id);
    const later = (days: number) =>
      bench.as(bench.company.users.northRep, (ctx) => leadService.undoConversion(ctx, id, { onConflict: 'ask' }), {
        now: new Date(Date.now() + days * day),
      });
    await expect(later(30.1)).rejects.toMatchObject({ code: 'undo_expired' });
    expect((await later(29.9)).status).toBe('qualified');
  });

  test('is refused for a lead that is not converted, a second time, and for those who may not', async () => {
    const id = await scenes.qualifiedLead();
    await expect(undo(id)).rejects.toMatchObject({ code: 'invalid_transition' });
    await scenes.convert(id);
    const { marketing, southRep } = bench.company.users;
    const byMarketing = bench.as(marketing, (ctx) => leadService.undoConversion(ctx, id, { onConflict: 'ask' }));
    await expect(byMarketing).rejects.toMatchObject({ code: 'forbidden' });
    const byOthers = bench.as(southRep, (ctx) => leadService.undoConversion(ctx, id, { onConflict: 'ask' }));
    await expect(byOthers).rejects.toMatchObject({ code: 'not_found' });
    await undo(id);
    await expect(undo(id)).rejects.toMatchObject({ code: 'invalid_transition' });
  });

  test('of five at once one undoes', async () => {
    const id = await scenes.qualifiedLead();
    await scenes.convert(id);
    const settled = await Promise.allSettled(Array.from({ length: 5 }, () => undo(id)));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await toldOf(id)).filter((kind) => kind === 'conversion_undone')).toHaveLength(1);
  });
});

function asRep<T>(run: (ctx: ServiceContext) => Promise<T>): Promise<T> {
  return bench.as(bench.company.users.northRep, run);
}

function asAdmin<T>(run: (ctx: ServiceContext) => Promise<T>): Promise<T> {
  return bench.as(bench.company.users.admin, run);
}

function undo(id: string, onConflict: 'ask' | 'keep' = 'ask') {
  return asRep((ctx) => leadService.undoConversion(ctx, id, { onConflict }));
}

async function conflictsOf(id: string): Promise<readonly UndoConflict[]> {
  const refused: unknown = await undo(id).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'undo_conflict' });
  return refused instanceof DomainError ? z.array(undoConflict).parse(refused.details['conflicts']) : [];
}

async function expectGone(read: (ctx: ServiceContext) => Promise<unknown>): Promise<void> {
  await expect(asAdmin(read)).rejects.toMatchObject({ code: 'not_found' });
}

async function followUpOf(leadId: string): Promise<string> {
  const row = await bench
    .db()
    .selectFrom('crm_conversions')
    .select('followUpId')
    .where('leadId', '=', leadId)
    .executeTakeFirstOrThrow();
  return activity.row.shape.id.parse(row.followUpId);
}

async function toldOf(leadId: string): Promise<string[]> {
  const rows = await bench
    .db()
    .selectFrom('crm_timeline')
    .select('kind')
    .where('subjectId', '=', leadId)
    .orderBy('id')
    .execute();
  return rows.map(({ kind }) => kind);
}
