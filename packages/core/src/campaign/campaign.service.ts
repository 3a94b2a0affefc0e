import { randomUUIDv7 } from 'node:crypto';
import { Campaign } from '@crm/db/entities/campaign.entity';
import { database } from '@crm/db/orm';
import { campaign } from '@crm/domain/campaign/campaign';
import { nextCampaignStatuses, type CampaignStatus } from '@crm/domain/campaign/campaign.rules';
import { DomainError, refuseFields, type FieldIssue } from '@crm/domain/errors';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { extensionAfter, extensionOfNew } from '../extension.ts';
import { ownerOfNew, reassign } from '../owner.ts';
import { allow } from '../policy.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import { adoptLeads } from './campaign-link.ts';
import { memberVerbs } from './campaign-members.ts';
import { readResults } from './campaign-results.ts';
import { presentCampaign } from './campaign.presenter.ts';
import { campaignOrder, selectCampaigns } from './campaign.queries.ts';

const reads = makeReads({
  name: 'campaign',
  permission: campaign.permissions.read,
  select: selectCampaigns,
  present: presentCampaign,
  order: campaignOrder,
  owned: true,
});

/** What marketing does to win customers. Its `utm_campaign` is unique among live campaigns. */
export const campaignService = {
  ...reads,
  ...memberVerbs,
  results: readResults,

  async create(ctx: ServiceContext, { confirmDuplicate, ...data }: CreateOf<typeof campaign>) {
    allow(ctx, 'campaign:create');
    refuseContradictions(data);
    await refuseTakenUtm(ctx, data.utmCampaign, null);
    const owner = await ownerOfNew(ctx, data.assignedTo, 'campaign:assign');
    const extension = await extensionOfNew(ctx, 'campaign', { ...data, confirmDuplicate });
    const record = ctx.em.create(Campaign, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      ...extension,
      ...owner,
      status: 'planned',
    });
    await saveCreated(ctx, 'campaign', record);
    await adoptLeads(ctx, record.id, record.utmCampaign);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof campaign>, version?: number) {
    const record = await open(ctx, id, 'campaign:update', version);
    const { assignedTo, ...plain } = data;
    if (data.utmCampaign) await refuseTakenUtm(ctx, data.utmCampaign, id);
    const owner = await reassign(ctx, record, assignedTo, 'campaign:assign');
    const changes = assignChanges(record, {
      ...plain,
      ...(await extensionAfter(ctx, 'campaign', record, data)),
      ...owner,
    });
    refuseContradictions(record);
    await saveUpdated(ctx, 'campaign', record, changes);
    if ('utmCampaign' in changes) await adoptLeads(ctx, id, record.utmCampaign);
    return reads.get(ctx, id);
  },

  /** @throws DomainError `invalid_transition`, with where it can go from here */
  async setStatus(ctx: ServiceContext, id: string, status: CampaignStatus) {
    const record = await open(ctx, id, 'campaign:update');
    const allowed = nextCampaignStatuses(record.status);
    if (status !== record.status && !allowed.includes(status)) {
      throw new DomainError('invalid_transition', `A campaign that is ${record.status} cannot become ${status}.`, {
        from: record.status,
        to: status,
        allowed,
      });
    }
    await saveUpdated(ctx, 'campaign', record, assignChanges(record, { status }));
    return reads.get(ctx, id);
  },

  /** Its leads keep the link, so that restoring brings its results back. */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'campaign', await open(ctx, id, 'campaign:delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'campaign:restore');
    await refuseTakenUtm(ctx, record.utmCampaign, id);
    await saveRestored(ctx, 'campaign', record);
    await adoptLeads(ctx, id, record.utmCampaign);
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `campaign:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Campaign, 'campaign', { id, permission, read: 'campaign:read', version });
}

type Facts = Pick<Campaign, 'budgetMinor' | 'actualCostMinor' | 'currency' | 'startsOn' | 'endsOn' | 'goals'>;

function refuseContradictions({ budgetMinor, actualCostMinor, currency, startsOn, endsOn, goals }: Facts): void {
  const amount = budgetMinor ?? actualCostMinor ?? goals.revenueMinor ?? null;
  const issues: FieldIssue[] = [
    ...(amount !== null && currency === null
      ? [{ field: 'currency', code: 'required', message: 'Say in which currency the amounts are.' }]
      : []),
    ...(startsOn !== null && endsOn !== null && endsOn < startsOn
      ? [{ field: 'endsOn', code: 'before_start', message: 'A campaign cannot end before it starts.' }]
      : []),
  ];
  if (issues.length > 0) throw refuseFields(issues);
}

async function refuseTakenUtm(ctx: ServiceContext, utmCampaign: string | null, except: string | null): Promise<void> {
  if (utmCampaign === null) return;
  const holder = await database(ctx.em)
    .selectFrom('crm_campaigns')
    .select(['id', 'name'])
    .where('utmCampaign', '=', utmCampaign)
    .where('deletedAt', 'is', null)
    .$if(except !== null, (select) => select.where('id', '!=', except ?? ''))
    .executeTakeFirst();
  if (!holder) return;
  throw new DomainError('duplicate', `The campaign ${holder.name} has this utm_campaign.`, {
    ...refuseFields([{ field: 'utmCampaign', code: 'duplicate', message: 'Taken.' }]).details,
    existing: { id: holder.id, name: holder.name },
  });
}
