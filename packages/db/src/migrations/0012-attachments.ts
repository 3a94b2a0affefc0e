import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, record, recordKeys } from './sql.ts';

/** Files that belong to records. */
export class Attachments extends Migration {
  override up(): void {
    this.addSql(table);
    this.addSql(foreignKeys({ crm_attachments: recordKeys }));
    this.addSql(`
      create trigger crm_audit after insert or update or delete on crm_core.crm_attachments
      for each row execute function crm_core.crm_audit('attachment')`);
  }

  override down(): void {
    this.addSql(dropTables('crm_attachments'));
  }
}

const table = `
  create table crm_core.crm_attachments (
    ${record},
    subject_type text not null, subject_id uuid not null, file_name text not null, name_normalized text not null,
    size_bytes bigint not null, content_type text not null,
    claimed_type text, sha256 text not null, storage_key text not null,
    state text not null,
    search_text text generated always as
      (coalesce(lower(file_name), ''::text) || ' '::text || coalesce(name_normalized, ''::text)) stored,
    primary key (id),
    constraint crm_attachments_state_check check (state in ('uploading', 'ready', 'failed')),
    constraint crm_attachments_ready_check
      check (state <> 'ready' or (size_bytes > 0 and sha256 ~ '^[0-9a-f]{64}$'))
  );
  create index crm_attachments_created_at on crm_core.crm_attachments (created_at, id) where deleted_at is null;
  create index crm_attachments_updated_at on crm_core.crm_attachments (updated_at, id) where deleted_at is null;
  create index crm_attachments_file_name on crm_core.crm_attachments (file_name, id) where deleted_at is null;
  create index crm_attachments_size_bytes on crm_core.crm_attachments (size_bytes, id) where deleted_at is null;
  create index crm_attachments_subject on crm_core.crm_attachments (subject_type, subject_id, created_at, id)
    where deleted_at is null;
  create index crm_attachments_trash on crm_core.crm_attachments (deleted_at, id) where deleted_at is not null;
  create index crm_attachments_unfinished on crm_core.crm_attachments (created_at) where state <> 'ready';
  create index crm_attachments_search_text on crm_core.crm_attachments
    using gin (search_text crm_core.gin_trgm_ops) with (gin_pending_list_limit = 256);
  alter table crm_core.crm_attachments add constraint crm_attachments_storage_key_unique unique (storage_key);
`;
