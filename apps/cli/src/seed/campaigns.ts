import type { CampaignStatus, MemberStatus } from '@crm/domain/campaign/campaign.rules';
import type { Customer } from './customers.ts';
import type { Demo } from './demo.ts';
import type { DemoLead } from './leads.ts';

type Campaign = Demo['rows']['crm_campaigns'][number];

interface Plan extends Pick<Campaign, 'name' | 'channel' | 'segment' | 'goals'> {
  readonly status: CampaignStatus;
  /** Days from today; the past is negative. */
  readonly starts: number;
  readonly ends: number;
  /** Euros. */
  readonly budget: number;
  /** What of the budget is spent, 0–1 and more. */
  readonly spent: number;
  readonly utm: string | null;
}

const plans: readonly Plan[] = [
  {
    name: 'Cold Chain Expo',
    channel: 'event',
    segment: { of: 'lead', filter: { source: ['fair'] } },
    goals: { leads: 80, converted: 25, revenueMinor: 40_000_000 },
    status: 'finished',
    starts: -210,
    ends: -180,
    budget: 24_000,
    spent: 1.08,
    utm: 'cold-chain-expo',
  },
  {
    name: 'Autumn newsletter: be ready for the audit',
    channel: 'email',
    segment: { of: 'lead', filter: { source: ['newsletter'] } },
    goals: { leads: 120, converted: 20 },
    status: 'active',
    starts: -60,
    ends: 30,
    budget: 6_500,
    spent: 0.62,
    utm: 'autumn-2026',
  },
  {
    name: 'Calibration reminder for customers',
    channel: 'email',
    segment: { of: 'contact', filter: {} },
    goals: { converted: 40 },
    status: 'active',
    starts: -20,
    ends: 40,
    budget: 1_200,
    spent: 0.3,
    utm: null,
  },
  {
    name: 'Pharma webinar: gapless records',
    channel: 'web',
    segment: { of: 'lead', filter: { scoreFrom: 60 } },
    goals: { leads: 60 },
    status: 'paused',
    starts: -35,
    ends: 10,
    budget: 3_800,
    spent: 0.44,
    utm: 'gapless-webinar',
  },
  {
    name: 'Gulf Logistics Fair',
    channel: 'event',
    segment: null,
    goals: { leads: 90, revenueMinor: 55_000_000 },
    status: 'planned',
    starts: 55,
    ends: 58,
    budget: 31_000,
    spent: 0,
    utm: 'gulf-fair',
  },
];

const minor = 100;
const mostMembers = 90;
const contacts = 60;

/** What marketing did in the last year and plans, with those who came by it. */
export function makeCampaigns(
  demo: Demo,
  { customers, leads }: { readonly customers: readonly Customer[]; readonly leads: readonly DemoLead[] },
): void {
  for (const plan of plans) {
    const { calendar } = demo;
    const at = calendar.ago(Math.max(1, 14 - plan.starts));
    const made = {
      ...demo.record(at, 'kaya'),
      ...demo.owned('kaya'),
      ...demo.extension(),
      name: plan.name,
      channel: plan.channel,
      status: plan.status,
      segment: plan.segment,
      budgetMinor: plan.budget * minor,
      actualCostMinor: plan.spent === 0 ? null : Math.round(plan.budget * plan.spent) * minor,
      currency: 'EUR',
      startsOn: dayAt(demo, plan.starts),
      endsOn: dayAt(demo, plan.ends),
      utmCampaign: plan.utm,
      goals: plan.goals,
    };
    demo.rows.crm_campaigns.push(made);
    const subject = { type: 'campaign', id: made.id } as const;
    demo.tell({ subject, kind: 'created', at, by: 'kaya' });
    for (const { row } of leads) if (plan.utm !== null && row.utmCampaign === plan.utm) row.campaignId = made.id;
    addMembers(demo, plan, made, customers, leads);
  }
}

function dayAt({ calendar }: Demo, days: number): string {
  return (days < 0 ? calendar.ago(-days) : calendar.ahead(days)).toISOString().slice(0, 10);
}

function addMembers(
  demo: Demo,
  { segment, status }: Plan,
  campaign: Campaign,
  customers: readonly Customer[],
  leads: readonly DemoLead[],
): void {
  if (segment === null) return;
  const people =
    segment.of === 'contact'
      ? customers
          .flatMap((customer) => customer.contacts)
          .filter(({ consent, deletedAt }) => consent !== false && deletedAt === null)
          .slice(0, contacts)
      : leads
          .map(({ row }) => row)
          .filter(
            ({ consent, deletedAt, source, score }) =>
              consent !== false &&
              deletedAt === null &&
              (segment.filter.source?.includes(source ?? '') ?? (score ?? 0) >= (segment.filter.scoreFrom ?? 0)),
          )
          .slice(0, mostMembers);
  for (const person of people) {
    const at = demo.calendar.after(campaign.createdAt, 0, 3);
    const isConverted = 'status' in person && person.status === 'converted';
    demo.rows.crm_campaign_members.push({
      id: demo.random.id(at),
      campaignId: campaign.id,
      subjectType: segment.of,
      subjectId: person.id,
      status: isConverted ? 'converted' : progress(demo, status),
      createdAt: at,
      createdBy: demo.userIds.kaya,
      updatedAt: at,
      updatedBy: demo.userIds.kaya,
    });
  }
}

function progress({ random }: Demo, status: CampaignStatus): MemberStatus {
  return status === 'paused'
    ? random.weighted({ targeted: 70, sent: 30 })
    : random.weighted({ targeted: 10, sent: 62, responded: 28 });
}
