import { Lead } from '@crm/db/entities/lead.entity';
import type { lead, QualifyInput } from '@crm/domain/lead/lead';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { leadChangedSignal } from '@crm/domain/processes/lead-intake';
import { campaignOfLead } from '../campaign/campaign-link.ts';
import type { ServiceContext } from '../context.ts';
import { extensionAfter, extensionOfNew } from '../extension.ts';
import { reassign } from '../owner.ts';
import { allow } from '../policy.ts';
import { findOpenProcess, signalProcess, startProcess } from '../process/process-start.ts';
import { readEmail, readPhone } from '../reachability.ts';
import { assignChanges, openRecord, saveDeleted, saveRestored, saveUpdated } from '../record.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { captureLead } from './lead-capture.ts';
import { conversionVerbs } from './lead-conversion.service.ts';
import { findDuplicates } from './lead-duplicates.ts';
import { leadTouched } from './lead-response.ts';
import { ownerOfNewLead } from './lead-owner.ts';
import { judgeLead, moveLead, refuseWhileConverting } from './lead-status.ts';
import { rescore } from './lead-scoring.ts';
import { createLead, leadNames, refuseConverted } from './lead-write.ts';
import { leadReads as reads } from './lead.reads.ts';

/** What the timeline tells in words of its own. */
const told = ['score', 'status', 'disqualifiedReason', 'assignedTo'];

/** Leads: never refused as duplicates (DIFF-013), scored and given to somebody by their intake. */
export const leadService = {
  ...reads,
  ...conversionVerbs,
  duplicates: findDuplicates,
  capture: captureLead,

  async create(ctx: ServiceContext, { externalId, custom, confirmDuplicate, ...facts }: CreateOf<typeof lead>) {
    allow(ctx, 'lead:create');
    const owner = await ownerOfNewLead(ctx, facts.assignedTo);
    const extension = await extensionOfNew(ctx, 'lead', { externalId, custom, confirmDuplicate });
    const record = await createLead(ctx, facts, owner, extension);
    return reads.get(ctx, record.id);
  },

  /** A status in the data goes through the same checks as `qualify`. */
  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof lead>, version?: number) {
    const record = await open(ctx, id, 'lead:update', version);
    refuseConverted(record);
    const { assignedTo, email, phone, country, status, ...plain } = data;
    const owner = await reassign(ctx, record, assignedTo, 'lead:assign');
    const from = record.assignedTo;
    const origin = { campaignId: plain.campaignId, utmCampaign: plain.utmCampaign ?? null };
    const campaignId = (await campaignOfLead(ctx, origin)) ?? record.campaignId;
    const changes = assignChanges(record, {
      ...plain,
      ...(await extensionAfter(ctx, 'lead', record, data)),
      country,
      campaignId: plain.campaignId === null ? null : campaignId,
      ...owner,
      ...(email === undefined ? {} : await readEmail(ctx, email)),
      ...(phone === undefined ? {} : readPhone(phone, country ?? record.country)),
    });
    Object.assign(changes, assignChanges(record, leadNames(record)));
    const scored = record.score === null ? {} : await rescore(ctx, record);
    const moved = status === undefined ? {} : assignChanges(record, await moveLead(ctx, record, status, null));
    await saveUpdated(ctx, 'lead', record, { ...changes, ...scored, ...moved }, told);
    if ('assignedTo' in changes) await tellAssigned(ctx, id, from, record.assignedTo);
    await leadTouched(ctx, id);
    return reads.get(ctx, id);
  },

  /** @throws DomainError `already_converted`, `invalid_transition`, `stage_gate`, `validation_failed` */
  async qualify(ctx: ServiceContext, id: string, input: QualifyInput, version?: number) {
    const record = await open(ctx, id, 'lead:qualify', version);
    await saveUpdated(ctx, 'lead', record, assignChanges(record, await judgeLead(ctx, record, input)), told);
    await leadTouched(ctx, id);
    return reads.get(ctx, id);
  },

  /** @throws DomainError `conversion_in_progress` */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'lead:delete', version);
    await refuseWhileConverting(ctx, id);
    await saveDeleted(ctx, 'lead', record);
    await signalProcess(ctx, 'lead-intake', id, leadChangedSignal);
    await leadTouched(ctx, id);
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'lead:restore');
    await saveRestored(ctx, 'lead', record);
    await resumeIntake(ctx, record);
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `lead:${'update' | 'delete' | 'restore' | 'qualify'}`,
  version?: number,
) {
  return openRecord(ctx, Lead, 'lead', { id, permission, read: 'lead:read', version });
}

/** The intake ended with the deletion; a lead that it had not finished with gets another one. */
async function resumeIntake(ctx: ServiceContext, { id, score, assignedTo, teamId }: Lead): Promise<void> {
  if (score !== null && assignedTo !== null) return;
  if ((await findOpenProcess(ctx, 'lead-intake', id)) !== null) return;
  await startProcess(ctx, { kind: 'lead-intake', subject: { type: 'lead', id, assignedTo, teamId } });
}

async function tellAssigned(ctx: ServiceContext, id: string, from: string | null, to: string | null): Promise<void> {
  await recordTimeline(ctx, { subject: { type: 'lead', id }, kind: 'assigned', payload: { from, to, by: 'person' } });
  await signalProcess(ctx, 'lead-intake', id, leadChangedSignal);
}
