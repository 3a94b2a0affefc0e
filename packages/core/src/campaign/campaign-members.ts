import { randomUUIDv7 } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { Campaign } from '@crm/db/entities/campaign.entity';
import { database } from '@crm/db/orm';
import {
  mostMembersPerCall,
  type AddMembersInput,
  type MemberFilter,
  type MemberRow,
  type Segment,
} from '@crm/domain/campaign/campaign';
import type { MemberStatus } from '@crm/domain/campaign/campaign.rules';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { ListQuery, Page } from '@crm/domain/page';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { leadReads } from '../lead/lead.reads.ts';
import { readPage } from '../page.ts';
import { allow } from '../policy.ts';
import { iso } from '../present.ts';
import { openRecord } from '../record.ts';
import { subjectName, subjectVisible } from '../subject.ts';

const order = {
  table: 'member',
  columns: { createdAt: { column: 'member.createdAt' } },
  fallback: 'createdAt',
} as const;

/** The people of a campaign. Each is a lead or a contact, once. */
export const memberVerbs = {
  /** Those whom the caller may see: names of others are nobody's business, their number is in the results. */
  async members(ctx: ServiceContext, id: string, query: ListQuery<MemberFilter>): Promise<Page<MemberRow>> {
    allow(ctx, 'campaign:read');
    return readPage(selectMembers(ctx, id, query.filter ?? {}), query, order, presentMember);
  },

  /**
   * Adds everybody of the segment, or people by name. Who is there already stays as they are; who does not want to be
   * written to is left out.
   * @throws DomainError `invalid_transition` for a finished campaign; `validation_failed` without a segment, and for
   * people whom the caller cannot see
   */
  async addMembers(ctx: ServiceContext, id: string, input: AddMembersInput) {
    const campaign = await open(ctx, id);
    if (campaign.status === 'finished') {
      throw new DomainError('invalid_transition', 'A finished campaign takes no more members.', { from: 'finished' });
    }
    const wanted = input.from === 'ids' ? await byIds(ctx, input) : await bySegment(ctx, campaign.segment);
    const refused = await countRefusing(ctx, wanted);
    const ids = await findNewMembers(ctx, wanted, id);
    const added = await insertMembers(ctx, id, wanted.of, ids.slice(0, mostMembersPerCall));
    if (added > 0) await emitChange(ctx, 'campaign', campaign, 'updated');
    return { added, refused, more: ids.length > mostMembersPerCall };
  },

  /** Members of other campaigns are left alone. */
  async removeMembers(ctx: ServiceContext, id: string, ids: readonly string[]): Promise<number> {
    const campaign = await open(ctx, id);
    const { numDeletedRows } = await database(ctx.em)
      .deleteFrom('crm_campaign_members')
      .where('campaignId', '=', id)
      .where('id', 'in', ids)
      .executeTakeFirst();
    if (numDeletedRows > 0) await emitChange(ctx, 'campaign', campaign, 'updated');
    return Number(numDeletedRows);
  },

  async setMemberStatus(ctx: ServiceContext, id: string, ids: readonly string[], status: MemberStatus) {
    const campaign = await open(ctx, id);
    const { numUpdatedRows } = await database(ctx.em)
      .updateTable('crm_campaign_members')
      .set({ status, updatedAt: ctx.now, updatedBy: ctx.actor.id })
      .where('campaignId', '=', id)
      .where('id', 'in', ids)
      .where('status', '!=', status)
      .executeTakeFirst();
    if (numUpdatedRows > 0) await emitChange(ctx, 'campaign', campaign, 'updated');
    return Number(numUpdatedRows);
  },
};

function open(ctx: ServiceContext, id: string): Promise<Campaign> {
  return openRecord(ctx, Campaign, 'campaign', { id, permission: 'campaign:update', read: 'campaign:read' });
}

/** Leads or contacts within the caller's reach: their ids, and whether they agreed to be written to. */
interface Chosen {
  readonly of: Segment['of'];
  readonly people: RawBuilder<unknown>;
}

async function bySegment(ctx: ServiceContext, segment: Segment | null): Promise<Chosen> {
  if (segment !== null) return choose(ctx, segment);
  throw refuseFields([{ field: 'from', code: 'no_segment', message: 'Say first whom this campaign is for.' }]);
}

async function byIds(
  ctx: ServiceContext,
  { subjectType, ids }: Extract<AddMembersInput, { from: 'ids' }>,
): Promise<Chosen> {
  const { people } = await choose(ctx, { of: subjectType, filter: {} });
  const named = sql`select id, consent from (${people}) as person where id = any(${[...ids]}::uuid[])`;
  const found = await sql<{ id: string }>`${named}`.execute(database(ctx.em));
  const known = new Set(found.rows.map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return { of: subjectType, people: named };
  const message = `There is no ${subjectType} ${unknown.join(', ')} that you can see.`;
  throw refuseFields([{ field: 'ids', code: 'unknown_member', message }]);
}

async function choose(ctx: ServiceContext, segment: Segment): Promise<Chosen> {
  if (segment.of === 'lead') {
    const { select } = await leadReads.matching(ctx, segment.filter);
    return { of: 'lead', people: sql`${select.clearSelect().select(['lead.id', 'lead.consent'])}` };
  }
  const { select } = await contactService.matching(ctx, segment.filter);
  return { of: 'contact', people: sql`${select.clearSelect().select(['contact.id', 'contact.consent'])}` };
}

/** Who said not to be written to. */
async function countRefusing(ctx: ServiceContext, { people }: Chosen): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${people}) as person where consent = false`.execute(database(ctx.em));
  return rows[0]?.count ?? 0;
}

/** Whom to add; one more than a call takes shows that there are more. */
async function findNewMembers(ctx: ServiceContext, { of, people }: Chosen, campaignId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select person.id from (${people}) as person
    where person.consent is distinct from false and not exists (
      select 1 from crm_core.crm_campaign_members as member
      where member.campaign_id = ${campaignId} and member.subject_type = ${of} and member.subject_id = person.id
    )
    limit ${mostMembersPerCall + 1}`.execute(database(ctx.em));
  return rows.map(({ id }) => id);
}

async function insertMembers(
  ctx: ServiceContext,
  campaignId: string,
  of: Segment['of'],
  subjects: readonly string[],
): Promise<number> {
  const { actor, now } = ctx;
  const ids = subjects.map(() => randomUUIDv7());
  const inserted = await sql`
    insert into crm_core.crm_campaign_members
      (id, campaign_id, subject_type, subject_id, created_at, created_by, updated_at, updated_by)
    select person.id, ${campaignId}, ${of}, person.subject, ${now}, ${actor.id}, ${now}, ${actor.id}
    from unnest(${ids}::uuid[], ${[...subjects]}::uuid[]) as person (id, subject)
    on conflict do nothing`.execute(database(ctx.em));
  return Number(inserted.numAffectedRows ?? 0);
}

function selectMembers(ctx: ServiceContext, id: string, filter: MemberFilter) {
  return database(ctx.em)
    .selectFrom('crm_campaign_members as member')
    .innerJoin('crm_campaigns as campaign', (on) =>
      on.onRef('campaign.id', '=', 'member.campaignId').on('campaign.deletedAt', 'is', null),
    )
    .leftJoin('crm_leads as lead', (on) =>
      on.onRef('lead.id', '=', 'member.subjectId').on('member.subjectType', '=', 'lead'),
    )
    .leftJoin('crm_contacts as contact', (on) =>
      on.onRef('contact.id', '=', 'member.subjectId').on('member.subjectType', '=', 'contact'),
    )
    .selectAll('member')
    .select((eb) => [subjectName('member').as('name'), eb.fn.coalesce('lead.email', 'contact.email').as('email')])
    .where('member.campaignId', '=', id)
    .where((eb) => eb.and([eb('lead.deletedAt', 'is', null), eb('contact.deletedAt', 'is', null)]))
    .where(subjectVisible(ctx, 'member'))
    .where((eb) =>
      eb.and([
        ...(filter.status ? [eb('member.status', 'in', filter.status)] : []),
        ...(filter.subjectType ? [eb('member.subjectType', '=', filter.subjectType)] : []),
      ]),
    );
}

type MemberColumns = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number];

function presentMember(row: MemberColumns): MemberRow {
  return {
    id: row.id,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    name: row.name ?? '',
    email: row.email,
    status: row.status,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
  };
}
