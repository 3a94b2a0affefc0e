/** A contact as the bare server's SQL gives it: the columns of the answer by their own names, and the names beside ids. */
export interface ContactSqlRow {
  readonly id: string;
  readonly version: number;
  readonly created_at: Date;
  readonly created_by: string | null;
  readonly creator_name: string | null;
  readonly updated_at: Date;
  readonly updated_by: string | null;
  readonly updater_name: string | null;
  readonly deleted_at: Date | null;
  readonly assigned_to: string | null;
  readonly assignee_name: string | null;
  readonly team_id: string | null;
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly first_name: string | null;
  readonly last_name: string;
  readonly name: string;
  readonly job_title: string | null;
  readonly email: string | null;
  readonly email_status: string;
  readonly phone: string | null;
  readonly phone_e164: string | null;
  readonly is_primary: boolean;
  readonly preferred_language: string | null;
  readonly source: string | null;
  readonly consent: boolean | null;
}

const columns = `id version created_at created_by updated_at updated_by deleted_at assigned_to team_id account_id first_name
  last_name name job_title email email_status phone phone_e164 is_primary preferred_language source consent`;

/** Everything of a contact's answer, from a table or from what a statement returned; the quickest form we know. */
export function contactSql(source: string): string {
  const own = columns.split(/\s+/u).map((column) => `contact.${column}`);
  const nameOf = (table: string, key: string) => `(select name from crm_core.${table} where id = contact.${key})`;
  return `select ${own.join(', ')}, ${nameOf('crm_users', 'assigned_to')} as assignee_name,
      ${nameOf('crm_users', 'created_by')} as creator_name, ${nameOf('crm_users', 'updated_by')} as updater_name,
      (select name from crm_core.crm_accounts where id = contact.account_id and deleted_at is null) as account_name
    from ${source} contact`;
}
