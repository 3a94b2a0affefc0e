import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys } from './sql.ts';

/** How people want to be told, which browsers they are told in, which records they follow, and which reminders were told. */
export class Telling extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(
      foreignKeys({
        crm_notification_preferences: { user_id: 'crm_users' },
        crm_push_subscriptions: { user_id: 'crm_users' },
        crm_follows: { user_id: 'crm_users' },
      }),
    );
    this.addSql(reminders);
  }

  override down(): void {
    this.addSql(dropTables('crm_notification_preferences', 'crm_push_subscriptions', 'crm_follows'));
    this.addSql('alter table crm_core.crm_activities drop column reminded_at');
  }
}

const tables = `
  create table crm_core.crm_notification_preferences (
    id uuid not null, user_id uuid not null, kinds jsonb not null default '[]', digest text not null default 'at_once',
    quiet_from_minute int, quiet_to_minute int, updated_at timestamptz(3) not null, primary key (id),
    constraint crm_notification_preferences_digest_check check (digest in ('at_once', 'hourly', 'daily')),
    constraint crm_notification_preferences_quiet_check
      check ((quiet_from_minute is null) = (quiet_to_minute is null))
  );
  alter table crm_core.crm_notification_preferences
    add constraint crm_notification_preferences_user_id_unique unique (user_id);

  create table crm_core.crm_push_subscriptions (
    id uuid not null, user_id uuid not null, endpoint text not null, p256dh text not null, auth text not null,
    user_agent text, created_at timestamptz(3) not null, primary key (id)
  );
  create index crm_push_subscriptions_user_id on crm_core.crm_push_subscriptions (user_id);
  alter table crm_core.crm_push_subscriptions add constraint crm_push_subscriptions_endpoint_unique unique (endpoint);

  create table crm_core.crm_follows (
    id uuid not null, user_id uuid not null, subject_type text not null, subject_id uuid not null,
    created_at timestamptz(3) not null, primary key (id)
  );
  create index crm_follows_subject on crm_core.crm_follows (subject_type, subject_id);
  alter table crm_core.crm_follows
    add constraint crm_follows_user_id_subject_type_subject_id_unique unique (user_id, subject_type, subject_id);
`;

/** What was due before anybody was reminded is not told afterwards. */
const reminders = `
  alter table crm_core.crm_activities add column reminded_at timestamptz(3);
  update crm_core.crm_activities set reminded_at = remind_at where remind_at < now();
  create index crm_activities_remind_at on crm_core.crm_activities (remind_at)
    where status = 'scheduled' and deleted_at is null and (reminded_at is null or reminded_at < remind_at);
`;
