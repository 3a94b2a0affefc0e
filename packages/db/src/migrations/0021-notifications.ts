import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys } from './sql.ts';

/** What people are told, and the mails that the worker sends. */
export class Notifications extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(
      foreignKeys({
        crm_mails: { created_by: 'crm_users' },
        crm_notifications: { user_id: 'crm_users', created_by: 'crm_users', mail_id: 'crm_mails' },
      }),
    );
    this.addSql(notices);
  }

  override down(): void {
    this.addSql(dropTables('crm_notifications', 'crm_mails'));
    this.addSql('drop function crm_core.crm_mail_notify()');
  }
}

const tables = `
  create table crm_core.crm_mails (
    id uuid not null, key text not null, to_address text not null, to_name text, language text not null,
    template text not null, params jsonb not null default '{}', subject_type text, subject_id uuid,
    attachments jsonb not null default '[]', in_reply_to text, state text not null default 'queued',
    attempts int not null default 0, due_at timestamptz(3), last_error text, created_at timestamptz(3) not null,
    created_by uuid, sent_at timestamptz(3), primary key (id),
    constraint crm_mails_language_check check (language in ('en', 'ru', 'ar')),
    constraint crm_mails_state_check check (state in ('queued', 'sending', 'sent', 'failed'))
  );
  create index crm_mails_due_at on crm_core.crm_mails (due_at) where due_at is not null;
  create index crm_mails_created_at on crm_core.crm_mails (created_at, id);
  create index crm_mails_subject on crm_core.crm_mails (subject_type, subject_id) where subject_id is not null;
  alter table crm_core.crm_mails add constraint crm_mails_key_unique unique (key);

  create table crm_core.crm_notifications (
    id uuid not null, user_id uuid not null, kind text not null, key text not null, subject_type text, subject_id uuid,
    params jsonb not null default '{}', created_at timestamptz(3) not null, created_by uuid,
    in_app boolean not null default true, read_at timestamptz(3), mail_due_at timestamptz(3), mail_id uuid,
    push_due_at timestamptz(3), primary key (id)
  );
  create index crm_notifications_user_id on crm_core.crm_notifications (user_id, created_at, id) where in_app;
  create index crm_notifications_unread
    on crm_core.crm_notifications (user_id, created_at, id) where in_app and read_at is null;
  create index crm_notifications_mail_due_at
    on crm_core.crm_notifications (mail_due_at) where mail_due_at is not null;
  create index crm_notifications_push_due_at
    on crm_core.crm_notifications (push_due_at) where push_due_at is not null;
  create index crm_notifications_mail_id on crm_core.crm_notifications (mail_id) where mail_id is not null;
  create index crm_notifications_created_at on crm_core.crm_notifications (created_at);
  alter table crm_core.crm_notifications
    add constraint crm_notifications_user_id_key_unique unique (user_id, key);
`;

/** Heard on channel `crm_mail` after the commit, by whoever sends. */
const notices = `
  create function crm_core.crm_mail_notify() returns trigger language plpgsql as $$
  begin
    perform pg_notify('crm_mail', '');
    return null;
  end $$;

  create trigger crm_mail_notify after insert on crm_core.crm_mails
    for each row execute function crm_core.crm_mail_notify();
  create trigger crm_mail_notify after insert on crm_core.crm_notifications
    for each row when (new.mail_due_at is not null or new.push_due_at is not null)
    execute function crm_core.crm_mail_notify();`;
