import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, owner, ownerKeys, record, recordKeys } from './sql.ts';

/** Tags, comments with mentions, campaigns, stored rules, how teams share out leads, and indexes for reports. */
export class Desk extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(additions);
    const maker = { created_by: 'crm_users' } as const;
    this.addSql(
      foreignKeys({
        crm_tags: recordKeys,
        crm_taggings: { tag_id: 'crm_tags', ...maker },
        crm_comments: recordKeys,
        crm_mentions: { user_id: 'crm_users', ...maker },
        crm_campaigns: { ...recordKeys, ...ownerKeys },
        crm_campaign_members: { campaign_id: 'crm_campaigns', ...recordKeys },
        crm_workflows: recordKeys,
        crm_workflow_versions: { workflow_id: 'crm_workflows', ...maker },
        crm_leads: { campaign_id: 'crm_campaigns' },
      }),
    );
    this.addSql(auditTagging);
    for (const [table, resource] of Object.entries(audited)) {
      this.addSql(`
        create trigger crm_audit after insert or update or delete on crm_core.${table}
        for each row execute function crm_core.crm_audit('${resource}')`);
    }
    this.addSql(`
      create trigger crm_audit after insert or delete on crm_core.crm_taggings
      for each row execute function crm_core.crm_audit_tagging()`);
  }

  override down(): void {
    this.addSql(removals);
    this.addSql(
      dropTables(
        'crm_tags',
        'crm_taggings',
        'crm_comments',
        'crm_mentions',
        'crm_campaigns',
        'crm_campaign_members',
        'crm_workflows',
        'crm_workflow_versions',
      ),
    );
    this.addSql('drop function crm_core.crm_audit_tagging()');
  }
}

/** Table → the resource as permissions call it, or the table's own name in the singular. */
const audited = {
  crm_tags: 'tag',
  crm_comments: 'comment',
  crm_mentions: 'mention',
  crm_campaigns: 'campaign',
  crm_campaign_members: 'campaign_member',
  crm_workflows: 'workflow',
  crm_workflow_versions: 'workflow_version',
};

const tables = `
  create table crm_core.crm_tags (
    ${record}, name text not null, name_normalized text not null, colour text not null default 'grey',
    description text, primary key (id),
    constraint crm_tags_colour_check
      check (colour in ('grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'))
  );
  create index crm_tags_name on crm_core.crm_tags (name, id) where deleted_at is null;
  create index crm_tags_created_at on crm_core.crm_tags (created_at, id) where deleted_at is null;
  create index crm_tags_trash on crm_core.crm_tags (deleted_at, id) where deleted_at is not null;
  create unique index crm_tags_name_normalized_unique on crm_core.crm_tags (name_normalized) where deleted_at is null;

  create table crm_core.crm_taggings (
    tag_id uuid not null, subject_type text not null, subject_id uuid not null, created_at timestamptz(3) not null,
    created_by uuid, primary key (tag_id, subject_type, subject_id)
  );
  create index crm_taggings_subject on crm_core.crm_taggings (subject_id, subject_type, tag_id);

  create table crm_core.crm_comments (
    ${record}, subject_type text not null, subject_id uuid not null, parent_type text not null,
    parent_id uuid not null, body text not null, primary key (id),
    constraint crm_comments_parent_type_check check (parent_type in ('note', 'entry'))
  );
  create index crm_comments_created_at on crm_core.crm_comments (created_at, id) where deleted_at is null;
  create index crm_comments_subject
    on crm_core.crm_comments (subject_type, subject_id, created_at, id) where deleted_at is null;
  create index crm_comments_parent_id on crm_core.crm_comments (parent_id, created_at, id) where deleted_at is null;
  create index crm_comments_trash on crm_core.crm_comments (deleted_at, id) where deleted_at is not null;

  create table crm_core.crm_mentions (
    id uuid not null, user_id uuid not null, subject_type text not null, subject_id uuid not null,
    source_type text not null, source_id uuid not null, created_at timestamptz(3) not null, created_by uuid,
    read_at timestamptz(3), primary key (id),
    constraint crm_mentions_source_type_check check (source_type in ('note', 'comment'))
  );
  create index crm_mentions_user_id on crm_core.crm_mentions (user_id, created_at, id);
  create index crm_mentions_unread on crm_core.crm_mentions (user_id, created_at, id) where read_at is null;
  alter table crm_core.crm_mentions add constraint crm_mentions_source_id_user_id_unique unique (source_id, user_id);

  create table crm_core.crm_campaigns (
    ${record}, ${owner}, name text not null, channel text not null, status text not null default 'planned',
    segment jsonb, budget_minor bigint, actual_cost_minor bigint, currency text, starts_on date, ends_on date,
    utm_campaign text, goals jsonb not null default '{}', primary key (id),
    constraint crm_campaigns_status_check check (status in ('planned', 'active', 'paused', 'finished'))
  );
  create index crm_campaigns_created_at on crm_core.crm_campaigns (created_at, id) where deleted_at is null;
  create index crm_campaigns_updated_at on crm_core.crm_campaigns (updated_at, id) where deleted_at is null;
  create index crm_campaigns_name on crm_core.crm_campaigns (name, id) where deleted_at is null;
  create index crm_campaigns_starts_on on crm_core.crm_campaigns (starts_on, id) where deleted_at is null;
  create index crm_campaigns_starts_on_desc
    on crm_core.crm_campaigns (starts_on desc nulls last, id desc) where deleted_at is null;
  create index crm_campaigns_assigned_to
    on crm_core.crm_campaigns (assigned_to, created_at, id) where deleted_at is null;
  create index crm_campaigns_team_id on crm_core.crm_campaigns (team_id, created_at, id) where deleted_at is null;
  create index crm_campaigns_status on crm_core.crm_campaigns (status, created_at, id) where deleted_at is null;
  create index crm_campaigns_trash on crm_core.crm_campaigns (deleted_at, id) where deleted_at is not null;
  create unique index crm_campaigns_utm_campaign_unique
    on crm_core.crm_campaigns (utm_campaign) where deleted_at is null;

  create table crm_core.crm_campaign_members (
    id uuid not null, campaign_id uuid not null, subject_type text not null, subject_id uuid not null,
    status text not null default 'targeted', created_at timestamptz(3) not null, created_by uuid,
    updated_at timestamptz(3) not null, updated_by uuid, primary key (id),
    constraint crm_campaign_members_subject_type_check check (subject_type in ('lead', 'contact')),
    constraint crm_campaign_members_status_check check (status in ('targeted', 'sent', 'responded', 'converted'))
  );
  create index crm_campaign_members_created_at on crm_core.crm_campaign_members (campaign_id, created_at, id);
  create index crm_campaign_members_status on crm_core.crm_campaign_members (campaign_id, status, created_at, id);
  create index crm_campaign_members_subject on crm_core.crm_campaign_members (subject_id, subject_type);
  alter table crm_core.crm_campaign_members
    add constraint crm_campaign_members_unique unique (campaign_id, subject_type, subject_id);

  create table crm_core.crm_workflows (
    ${record}, name text not null, entity text not null, trigger jsonb not null, conditions jsonb not null,
    actions jsonb not null, enabled boolean not null default false, rule_version int not null default 1,
    run_on_import boolean not null default false, last_run_at timestamptz(3), last_error text, primary key (id)
  );
  create index crm_workflows_name on crm_core.crm_workflows (name, id) where deleted_at is null;
  create index crm_workflows_created_at on crm_core.crm_workflows (created_at, id) where deleted_at is null;
  create index crm_workflows_updated_at on crm_core.crm_workflows (updated_at, id) where deleted_at is null;
  create index crm_workflows_entity on crm_core.crm_workflows (entity, enabled) where deleted_at is null;
  create index crm_workflows_trash on crm_core.crm_workflows (deleted_at, id) where deleted_at is not null;
  create unique index crm_workflows_name_unique on crm_core.crm_workflows (name) where deleted_at is null;

  create table crm_core.crm_workflow_versions (
    id uuid not null, workflow_id uuid not null, rule_version int not null, rule jsonb not null,
    created_at timestamptz(3) not null, created_by uuid, primary key (id)
  );
  alter table crm_core.crm_workflow_versions
    add constraint crm_workflow_versions_unique unique (workflow_id, rule_version);
`;

const additions = `
  alter table crm_core.crm_teams add column assignment_strategy text not null default 'load',
    add constraint crm_teams_assignment_strategy_check
      check (assignment_strategy in ('load', 'round_robin', 'manual'));

  alter table crm_core.crm_leads add column campaign_id uuid;
  create index crm_leads_campaign_id on crm_core.crm_leads (campaign_id, created_at, id) where deleted_at is null;
  create index crm_leads_utm_campaign on crm_core.crm_leads (lower(utm_campaign))
    where utm_campaign is not null and campaign_id is null;

  create index crm_accounts_report on crm_core.crm_accounts (team_id, status) where deleted_at is null;
  create index crm_leads_report on crm_core.crm_leads (team_id, source, status) where deleted_at is null;
  create index crm_opportunities_closed_at on crm_core.crm_opportunities (status, closed_at, id) where deleted_at is null;
`;

const removals = `
  drop index crm_core.crm_accounts_report, crm_core.crm_leads_report, crm_core.crm_opportunities_closed_at;
  alter table crm_core.crm_leads drop column campaign_id;
  alter table crm_core.crm_teams drop column assignment_strategy;
`;

/** A tag is told in the log of the record that carries it, by its name. */
const auditTagging = `
  create function crm_core.crm_audit_tagging() returns trigger language plpgsql as $$
  declare
    tagging constant crm_core.crm_taggings := coalesce(new, old);
    named jsonb;
  begin
    select to_jsonb(name) into named from crm_core.crm_tags where id = tagging.tag_id;
    insert into crm_core.crm_auditlog
      (resource, record_id, action, changes, actor_kind, actor_id, occurred_at, request_id, process_id)
    values (
      tagging.subject_type, tagging.subject_id, 'update',
      jsonb_build_object('tags', case tg_op
        when 'INSERT' then jsonb_build_object('old', null, 'new', named)
        else jsonb_build_object('old', named, 'new', null)
      end),
      coalesce(nullif(current_setting('crm.actor_kind', true), ''), 'system'),
      nullif(current_setting('crm.actor_id', true), '')::uuid,
      now(),
      nullif(current_setting('crm.request_id', true), ''),
      nullif(current_setting('crm.process_id', true), '')::uuid
    );
    return null;
  end $$`;
