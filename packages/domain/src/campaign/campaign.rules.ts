export const campaignStatuses = ['planned', 'active', 'paused', 'finished'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

/** How far a member has come. */
export const memberStatuses = ['targeted', 'sent', 'responded', 'converted'] as const;
export type MemberStatus = (typeof memberStatuses)[number];

/** Who can be a member. */
export const memberTypes = ['lead', 'contact'] as const;

const moves: Readonly<Record<CampaignStatus, readonly CampaignStatus[]>> = {
  planned: ['active'],
  active: ['paused', 'finished'],
  paused: ['active', 'finished'],
  finished: [],
};

/** Where a campaign can go from here. What is finished stays finished: its results are looked back at. */
export function nextCampaignStatuses(from: CampaignStatus): readonly CampaignStatus[] {
  return moves[from];
}

/** Who links write `utm_campaign` in any case: one campaign is meant. */
export function foldUtm(utmCampaign: string): string {
  return utmCampaign.trim().toLowerCase();
}

/** The share of leads that converted, 0–1, to four decimals; `null` without leads. */
export function conversionRate(leads: number, converted: number): number | null {
  return leads === 0 ? null : Math.round((converted / leads) * 10_000) / 10_000;
}

/** What one lead cost, in the minor units of the cost; `null` without leads or without a cost. */
export function costPerLead(leads: number, actualCostMinor: number | null): number | null {
  return leads === 0 || actualCostMinor === null ? null : Math.round(actualCostMinor / leads);
}
