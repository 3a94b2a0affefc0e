import { activityService } from '@crm/core/activity/activity.service';
import { accountService } from '@crm/core/account/account.service';
import { leadService } from '@crm/core/lead/lead.service';
import { followUp } from '@crm/domain/processes/follow-up';
import { leadConversion } from '@crm/domain/processes/lead-conversion';
import { leadIntake } from '@crm/domain/processes/lead-intake';
import { leadResponse } from '@crm/domain/processes/lead-response';
import type { TestSystem } from '../test-system.ts';
import { asRep, waitOf, processOf, unowned, type Scene } from './scene.ts';

/** What is done about leads. */
export const leadScenes: Readonly<Record<string, Scene>> = {
  async 'conversion-clear'(system) {
    const leadId = await system.scenes.qualifiedLead();
    await system.reaches(await system.scenes.start(leadId), 'completed');
    return leadConversion.workflowId(leadId);
  },

  async 'conversion-chosen'(system) {
    const { leadId, processId, accounts } = await askAbout(system);
    await choose(system, leadId, accounts[0]);
    await system.reaches(processId, 'completed');
    return leadConversion.workflowId(leadId);
  },

  async 'conversion-escalated'(system) {
    system.timeSkipping = { enabled: true };
    const { leadId, processId } = await askAbout(system);
    await system.until(async () => (await waitOf(system, processId))?.next === null);
    await choose(system, leadId, null);
    await system.reaches(processId, 'completed');
    return leadConversion.workflowId(leadId);
  },

  async 'conversion-asked-again'(system) {
    const { leadId, processId, company, accounts } = await askAbout(system);
    await system.scenes.account({ name: company });
    await system.bench.as(system.bench.company.users.admin, (ctx) => accountService.delete(ctx, accounts[0]));
    const since = (await waitOf(system, processId))?.since;
    await choose(system, leadId, accounts[0]);
    await system.until(async () => {
      const wait = await waitOf(system, processId);
      return wait !== null && wait.since !== since;
    });
    await choose(system, leadId, accounts[1]);
    await system.reaches(processId, 'completed');
    return leadConversion.workflowId(leadId);
  },

  async 'conversion-cancelled'(system) {
    const { leadId, processId } = await askAbout(system);
    await system.client.workflow.getHandle(leadConversion.workflowId(leadId)).cancel();
    await system.reaches(processId, 'cancelled');
    return leadConversion.workflowId(leadId);
  },

  async 'conversion-failed'(system) {
    const { leadId, processId } = await askAbout(system);
    await system.bench.db().updateTable('crm_leads').set({ status: 'working' }).where('id', '=', leadId).execute();
    await choose(system, leadId, null);
    await system.reaches(processId, 'failed');
    return leadConversion.workflowId(leadId);
  },

  async 'intake-assigned'(system) {
    const { id, processId } = await unowned(system);
    await system.reaches(processId, 'completed');
    return leadIntake.workflowId(id);
  },

  async 'intake-taken-by-a-person'(system) {
    await setTakers(system, false);
    const { id, processId } = await unowned(system);
    await system.reaches(processId, 'waiting_timer');
    const { admin, southRep } = system.bench.company.users;
    await system.bench.as(admin, (ctx) => leadService.update(ctx, id, { assignedTo: southRep.id }));
    await system.reaches(processId, 'completed');
    await setTakers(system, true);
    return leadIntake.workflowId(id);
  },

  async 'intake-in-several-runs'(system) {
    system.timeSkipping = { enabled: true, maxSessionSkipCount: 1_000 };
    await setTakers(system, false);
    const { id, processId } = await unowned(system);
    const handle = system.client.workflow.getHandle(leadIntake.workflowId(id));
    await system.reaches(processId, 'waiting_timer');
    const first = (await handle.describe()).runId;
    await system.until(async () => (await handle.describe()).runId !== first);
    await setTakers(system, true);
    await system.reaches(processId, 'completed');
    return { workflowId: leadIntake.workflowId(id), runId: first };
  },

  async 'response-passed-on-and-escalated'(system) {
    system.timeSkipping = { enabled: true };
    const { id, processId } = await promised(system);
    await system.until(async () => (await waitOf(system, processId))?.reason === 'lead_unanswered');
    const { admin } = system.bench.company.users;
    await system.bench.as(admin, (ctx) => leadService.update(ctx, id, { status: 'working' }));
    await system.reaches(processId, 'completed');
    return leadResponse.workflowId(id);
  },

  async 'follow-up-due'(system) {
    system.timeSkipping = { enabled: true };
    const { activityId, processId } = await convertedWithFollowUp(system);
    await system.reaches(processId, 'completed');
    return followUp.workflowId(activityId);
  },

  async 'follow-up-moved-and-done'(system) {
    const { activityId, processId } = await convertedWithFollowUp(system);
    await system.reaches(processId, 'waiting_timer');
    const dueAt = new Date(Date.now() + 864_000_000).toISOString();
    await asRep(system, (ctx) => activityService.update(ctx, activityId, { dueAt }));
    await system.until(async () => (await waitOf(system, processId))?.dueAt === dueAt);
    await asRep(system, (ctx) => activityService.complete(ctx, activityId, { outcome: null }));
    await system.reaches(processId, 'cancelled');
    return followUp.workflowId(activityId);
  },
};

async function askAbout(system: TestSystem) {
  const { company, accounts } = await system.scenes.twofold();
  const leadId = await system.scenes.qualifiedLead({ company });
  const processId = await system.scenes.start(leadId);
  await system.reaches(processId, 'waiting_human');
  return { leadId, processId, company, accounts };
}

function choose(system: TestSystem, leadId: string, accountId: string | null) {
  return asRep(system, (ctx) => leadService.chooseMatch(ctx, leadId, { accountId, contactId: null }));
}

/** A lead of teams that promise to act within a day of work. */
async function promised(system: TestSystem): Promise<{ id: string; processId: string }> {
  await system.bench.db().updateTable('crm_teams').set({ leadResponseHours: 8 }).execute();
  const { id, processId } = await unowned(system);
  await system.reaches(processId, 'completed');
  return { id, processId: await processOf(system, leadResponse.workflowId(id)) };
}

async function setTakers(system: TestSystem, takesLeads: boolean): Promise<void> {
  const { north } = system.bench.company.teams;
  await system.bench.db().updateTable('crm_teams').set({ takesLeads }).where('id', '=', north).execute();
}

async function convertedWithFollowUp(system: TestSystem): Promise<{ activityId: string; processId: string }> {
  const leadId = await system.scenes.qualifiedLead();
  await system.reaches(await system.scenes.start(leadId), 'completed');
  const db = system.bench.db();
  const done = await db
    .selectFrom('crm_conversions')
    .select('followUpId')
    .where('leadId', '=', leadId)
    .executeTakeFirstOrThrow();
  const activityId = done.followUpId ?? '';
  const run = db.selectFrom('crm_processes').select('id').where('workflowId', '=', followUp.workflowId(activityId));
  return { activityId, processId: (await run.executeTakeFirstOrThrow()).id };
}
