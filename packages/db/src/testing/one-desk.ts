import { randomUUIDv7 } from 'node:crypto';
import type { Kysely } from 'kysely';
import { jsonb, type Database } from '../database.ts';

export function deskIds() {
  return {
    api_key: randomUUIDv7(),
    tag: randomUUIDv7(),
    comment: randomUUIDv7(),
    mention: randomUUIDv7(),
    campaign: randomUUIDv7(),
    campaign_member: randomUUIDv7(),
    workflow: randomUUIDv7(),
    workflow_version: randomUUIDv7(),
  };
}

interface Known extends ReturnType<typeof deskIds> {
  readonly user: string;
  readonly lead: string;
  readonly activity: string;
  readonly made: { readonly createdAt: Date; readonly updatedAt: Date };
  readonly owned: Known['made'] & { readonly createdBy: string; readonly assignedTo: string; readonly teamId: string };
}

/** An API key, a tag on the lead, a comment that mentions somebody, a campaign with the lead in it, and a rule with its version. */
export async function insertDesk(db: Kysely<Database>, known: Known): Promise<void> {
  const { tag, comment, mention, campaign, workflow, user, lead, activity, made, owned } = known;
  const { createdAt } = made;
  const subject = { subjectType: 'lead', subjectId: lead } as const;
  await db
    .insertInto('crm_api_keys')
    .values({ id: known.api_key, ...made, userId: user, name: 'ERP', prefix: 'crm_abcdefgh', scopes: jsonb([]) })
    .execute();
  await db
    .insertInto('crm_api_key_secrets')
    .values({ id: 'b'.repeat(64), apiKeyId: known.api_key, createdAt })
    .execute();
  await db
    .insertInto('crm_tags')
    .values({ id: tag, ...made, name: 'VIP', nameNormalized: 'vip', colour: 'violet' })
    .execute();
  await db
    .insertInto('crm_taggings')
    .values({ tagId: tag, ...subject, createdAt, createdBy: user })
    .execute();
  await db
    .insertInto('crm_comments')
    .values({ id: comment, ...made, ...subject, parentType: 'note', parentId: activity, body: 'Seen.' })
    .execute();
  await db
    .insertInto('crm_mentions')
    .values({ id: mention, userId: user, ...subject, sourceType: 'comment', sourceId: comment, createdAt })
    .execute();
  await db
    .insertInto('crm_campaigns')
    .values({ id: campaign, ...owned, name: 'Autumn', channel: 'email', utmCampaign: 'autumn-2026' })
    .execute();
  await db
    .insertInto('crm_campaign_members')
    .values({ id: known.campaign_member, campaignId: campaign, ...subject, ...made })
    .execute();
  const rule = { trigger: { on: 'created' }, conditions: { match: 'all', conditions: [] }, actions: [] } as const;
  await db
    .insertInto('crm_workflows')
    .values({
      id: workflow,
      ...made,
      name: 'Greet',
      entity: 'lead',
      trigger: jsonb(rule.trigger),
      conditions: jsonb(rule.conditions),
      actions: jsonb(rule.actions),
    })
    .execute();
  await db
    .insertInto('crm_workflow_versions')
    .values({ id: known.workflow_version, workflowId: workflow, ruleVersion: 1, rule: jsonb(rule), createdAt })
    .execute();
}
