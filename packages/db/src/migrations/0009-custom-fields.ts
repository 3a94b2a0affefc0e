import { Migration } from '@mikro-orm/migrations';
import { dropTables, extend, foreignKeys, record, recordKeys, unextend } from './sql.ts';

/** Fields that administrators add, and the ids by which other systems know our records (PLAN-017). */
export class CustomFields extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(foreignKeys({ crm_custom_fields: recordKeys }));
    this.addSql(keysFunction);
    this.addSql(writeFunction);
    this.addSql(changeFunction);
    this.addSql(noticeFunction);
    this.addSql(definitionTriggers);
    for (const [table, resource] of extended) this.addSql(extend(table, resource));
  }

  override down(): void {
    for (const [table] of extended) this.addSql(unextend(table));
    this.addSql(dropTables('crm_custom_fields', 'crm_custom_values'));
    this.addSql(`
      drop function crm_core.crm_custom_write(), crm_core.crm_custom_changed(), crm_core.crm_custom_notify(),
        crm_core.crm_custom_keys(text, jsonb)`);
  }
}

const extended = [
  ['crm_accounts', 'account'],
  ['crm_contacts', 'contact'],
  ['crm_leads', 'lead'],
  ['crm_opportunities', 'opportunity'],
  ['crm_activities', 'activity'],
] as const;

const tables = `
  create table crm_core.crm_custom_fields (
    ${record}, entity text not null, key text not null, slot text not null, label jsonb not null, type text not null,
    target text, options jsonb not null default '[]', required boolean not null default false,
    "unique" boolean not null default false, default_value jsonb, validation jsonb not null default '{}',
    section text, position int not null default 0, active boolean not null default true,
    visible_to jsonb, editable_by jsonb, primary key (id),
    constraint crm_custom_fields_type_check
      check (type in ('text', 'number', 'money', 'date', 'choice', 'multi_choice', 'link', 'boolean'))
  );
  create index crm_custom_fields_position on crm_core.crm_custom_fields (position, id) where deleted_at is null;
  create index crm_custom_fields_key on crm_core.crm_custom_fields (key, id) where deleted_at is null;
  create index crm_custom_fields_created_at on crm_core.crm_custom_fields (created_at, id) where deleted_at is null;
  create unique index crm_custom_fields_entity_key_unique
    on crm_core.crm_custom_fields (entity, key) where deleted_at is null;
  alter table crm_core.crm_custom_fields add constraint crm_custom_fields_entity_slot_unique unique (entity, slot);

  create table crm_core.crm_custom_values (
    field_id uuid not null, record_id uuid not null, place int not null, text_key text,
    number_key double precision, unique_key text, live boolean not null, primary key (field_id, record_id, place)
  );
  create index crm_custom_values_text_key
    on crm_core.crm_custom_values (field_id, text_key, record_id) where text_key is not null;
  create index crm_custom_values_number_key
    on crm_core.crm_custom_values (field_id, number_key, record_id) where number_key is not null;
  create unique index crm_custom_values_unique
    on crm_core.crm_custom_values (field_id, unique_key) where unique_key is not null;
`;

/**
 * What a value is found and ordered by: texts in lower case, amounts beside their currency, each option of a multiple
 * choice on its own. A longer text is cut: the longest that is looked for and the longest that can be unique have 500
 * characters, so one more tells them from a longer one.
 */
const keysFunction = `
  create function crm_core.crm_custom_keys(type text, value jsonb)
  returns table (place int, text_key text, number_key double precision) language sql immutable parallel safe as $$
    select (part.ordinality - 1)::int,
      case crm_custom_keys.type
        when 'number' then null
        when 'money' then part.value ->> 'currency'
        when 'text' then left(lower(part.value #>> '{}'), 501)
        else left(part.value #>> '{}', 501)
      end,
      case
        when crm_custom_keys.type = 'number' and jsonb_typeof(part.value) = 'number'
          then (part.value #>> '{}')::double precision
        when crm_custom_keys.type = 'money' and jsonb_typeof(part.value -> 'minor') = 'number'
          then (part.value ->> 'minor')::double precision
      end
    from jsonb_array_elements(
      case when jsonb_typeof(crm_custom_keys.value) = 'array' then crm_custom_keys.value
        else jsonb_build_array(crm_custom_keys.value) end
    ) with ordinality as part (value, ordinality)
    where part.value <> 'null'
  $$`;

/**
 * Keeps crm_custom_values true to the records, however they are written. Fields are joined in the very statement that
 * inserts, so that who waits for the lock of a definition that becomes unique sees the definition as it is after it.
 */
const writeFunction = `
  create function crm_core.crm_custom_write() returns trigger language plpgsql as $$
  declare
    was jsonb := '{}';
    becomes jsonb := '{}';
    is_live boolean := tg_op <> 'DELETE' and new.deleted_at is null;
  begin
    if tg_op <> 'INSERT' then was := old.custom; end if;
    if tg_op <> 'DELETE' then becomes := new.custom; end if;
    if tg_op <> 'INSERT' then
      delete from crm_core.crm_custom_values v using crm_core.crm_custom_fields f
      where f.entity = tg_argv[0] and was ? f.slot and v.field_id = f.id and v.record_id = old.id
        and (was -> f.slot) is distinct from (becomes -> f.slot);
    end if;
    insert into crm_core.crm_custom_values (field_id, record_id, place, text_key, number_key, unique_key, live)
    select f.id, new.id, k.place, k.text_key, k.number_key,
      case when f."unique" and f.active and f.deleted_at is null and is_live
        then concat_ws(' ', k.text_key, k.number_key) end,
      is_live
    from crm_core.crm_custom_fields f cross join lateral crm_core.crm_custom_keys(f.type, becomes -> f.slot) k
    where f.entity = tg_argv[0] and becomes ? f.slot and (was -> f.slot) is distinct from (becomes -> f.slot);
    if tg_op = 'UPDATE' and is_live <> (old.deleted_at is null) then
      update crm_core.crm_custom_values v
      set live = is_live,
        unique_key = case when f."unique" and f.active and f.deleted_at is null and is_live
          then concat_ws(' ', v.text_key, v.number_key) end
      from crm_core.crm_custom_fields f
      where f.entity = tg_argv[0] and becomes ? f.slot and v.field_id = f.id and v.record_id = new.id
        and v.live <> is_live;
    end if;
    return null;
  end $$`;

/** A field that becomes unique, or stops to be: its values are claimed or freed, or the change is refused. */
const changeFunction = `
  create function crm_core.crm_custom_changed() returns trigger language plpgsql as $$
  begin
    lock table crm_core.crm_custom_values in share row exclusive mode;
    update crm_core.crm_custom_values v
    set unique_key = case when new."unique" and new.active and new.deleted_at is null and v.live
      then concat_ws(' ', v.text_key, v.number_key) end
    where v.field_id = new.id;
    return null;
  end $$`;

/** Heard on channel \`crm_custom_fields\` after the commit: whoever keeps definitions in memory drops them then. */
const noticeFunction = `
  create function crm_core.crm_custom_notify() returns trigger language plpgsql as $$
  begin
    perform pg_notify('crm_custom_fields', '');
    return null;
  end $$`;

const definitionTriggers = `
  create trigger crm_audit after insert or update or delete on crm_core.crm_custom_fields
    for each row execute function crm_core.crm_audit('custom_field');
  create trigger crm_custom_changed after update on crm_core.crm_custom_fields
    for each row when (
      (old."unique" and old.active and old.deleted_at is null)
      <> (new."unique" and new.active and new.deleted_at is null)
    )
    execute function crm_core.crm_custom_changed();
  create trigger crm_custom_notify after insert or update or delete on crm_core.crm_custom_fields
    for each statement execute function crm_core.crm_custom_notify();`;
