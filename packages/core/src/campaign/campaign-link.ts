import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { foldUtm, type MemberStatus } from '@crm/domain/campaign/campaign.rules';
import { refuseFields } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';

interface Origin {
  readonly campaignId?: string | null | undefined;
  readonly utmCampaign: string | null;
}

/**
 * The campaign that a lead counts under: the one that is named, or else the one whose `utm_campaign` it came with.
 * @throws DomainError `validation_failed` for a campaign that is not there
 */
export async function campaignOfLead(ctx: ServiceContext, { campaignId, utmCampaign }: Origin): Promise<string | null> {
  if (campaignId === null) return null;
  if (campaignId === undefined && utmCampaign === null) return null;
  if (campaignId === undefined) await lockUtm(ctx, utmCampaign ?? '', 'shared');
  const found = await database(ctx.em)
    .selectFrom('crm_campaigns')
    .select('id')
    .where('deletedAt', 'is', null)
    .where((eb) =>
      campaignId === undefined ? eb('utmCampaign', '=', foldUtm(utmCampaign ?? '')) : eb('id', '=', campaignId),
    )
    .executeTakeFirst();
  if (!found && campaignId !== undefined) {
    throw refuseFields([{ field: 'campaignId', code: 'unknown_campaign', message: 'Choose a campaign that exists.' }]);
  }
  return found?.id ?? null;
}

/** Leads that came with its `utm_campaign` before the campaign was written down count under it too. */
export async function adoptLeads(ctx: ServiceContext, campaignId: string, utmCampaign: string | null): Promise<void> {
  if (utmCampaign === null) return;
  await lockUtm(ctx, utmCampaign, 'alone');
  await database(ctx.em)
    .updateTable('crm_leads')
    .set({ campaignId })
    .where('campaignId', 'is', null)
    .where('utmCampaign', 'is not', null)
    .where(sql<boolean>`lower(utm_campaign) = ${foldUtm(utmCampaign)}`)
    .execute();
}

/** Leads come at once; a campaign waits for those on their way, and they for it, so that none falls between. */
async function lockUtm(ctx: ServiceContext, utmCampaign: string, how: 'shared' | 'alone'): Promise<void> {
  const lock = how === 'shared' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`;
  await sql`select ${lock}(hashtextextended(${`crm.utm:${foldUtm(utmCampaign)}`}, 0))`.execute(database(ctx.em));
}

/** What became of a lead is what became of it as a member of campaigns. */
export async function moveMemberships(
  ctx: ServiceContext,
  leadId: string,
  { from, to: status }: { readonly from: readonly MemberStatus[]; readonly to: MemberStatus },
): Promise<void> {
  await database(ctx.em)
    .updateTable('crm_campaign_members')
    .set({ status, updatedAt: ctx.now, updatedBy: ctx.actor.id })
    .where('subjectId', '=', leadId)
    .where('subjectType', '=', 'lead')
    .where('status', 'in', from)
    .execute();
}
