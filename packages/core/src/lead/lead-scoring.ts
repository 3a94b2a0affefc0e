import type { Lead } from '@crm/db/entities/lead.entity';
import { database } from '@crm/db/orm';
import { scoreLead, scoringFacts, type Engagement, type ScoringRule } from '@crm/domain/lead/lead-scoring.rules';
import type { ServiceContext } from '../context.ts';
import { assignChanges, saveUpdated, type Changes } from '../record.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { lockLead } from './lead-lock.ts';

/** Scores the lead as it is now, and tells when that changed something. The lead is not written yet. */
export async function rescore(ctx: ServiceContext, record: Lead): Promise<Changes> {
  const before = record.score;
  const facts = scoringFacts(record, await engagementOf(ctx, record.id));
  const { score, reasons } = scoreLead(facts, await activeRules(ctx), ctx.now);
  const changes = assignChanges(record, { score, scoreReasons: [...reasons] });
  if (Object.keys(changes).length > 0) {
    await recordTimeline(ctx, {
      subject: { type: 'lead', id: record.id },
      kind: 'scored',
      payload: { from: before, to: score, reasons },
    });
  }
  return changes;
}

/** What was done about a lead may be worth something. One that its intake has not scored yet is left to it. */
export async function rescoreTouched(ctx: ServiceContext, id: string): Promise<void> {
  const record = await lockLead(ctx, id);
  if (record === null || record.score === null || record.status === 'converted') return;
  const changes = await rescore(ctx, record);
  if (Object.keys(changes).length > 0) await saveUpdated(ctx, 'lead', record, changes, ['score', 'scoreReasons']);
}

/** The rules that count, those that give the most first. */
async function activeRules(ctx: ServiceContext): Promise<ScoringRule[]> {
  const rows = await database(ctx.em)
    .selectFrom('crm_lead_scoring_rules')
    .select(['key', 'name', 'points', 'conditions'])
    .where('deletedAt', 'is', null)
    .where('active', '=', true)
    .orderBy('points', 'desc')
    .orderBy('name')
    .execute();
  return rows.map(({ key, name, points, conditions }) => ({ rule: key ?? name, points, conditions }));
}

async function engagementOf(ctx: ServiceContext, leadId: string): Promise<Engagement> {
  const found = await database(ctx.em)
    .selectFrom('crm_activities')
    .select(({ fn }) => [fn.countAll<string>().as('count'), fn.max('completedAt').as('last')])
    .where('subjectType', '=', 'lead')
    .where('subjectId', '=', leadId)
    .where('status', '=', 'completed')
    .where('type', '!=', 'note')
    .where('deletedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return { completedActivities: Number(found.count), lastActivityAt: found.last };
}
