/** What every table has, unless it says here why not. */
export const guards = ['deletedAt', 'version', 'audit'] as const;
export type Guard = (typeof guards)[number];

const part = 'Part of a record, written, versioned and taken away with it; the log tells of each row.';
const written = 'Written once and never changed: what was said, published or planned stays as it was.';
const here = 'That something is so: the row is there or it is not, and nobody edits it.';
const passing = 'Serves its time and is removed; nobody works with it as a record.';
const facts = 'Facts of a durable process, which Temporal keeps the history of; written by its steps alone.';

type Reasons = Readonly<Partial<Record<Guard, string>>>;

function rows(reason: string, audit?: string): Reasons {
  return { deletedAt: reason, version: reason, ...(audit === undefined ? {} : { audit }) };
}

/**
 * The only exceptions from soft delete, version and field-level audit (PLAN-002, PLAN-061, DIFF-014), with their
 * reasons. A test walks the schema: a table that lacks one of them without a reason fails, and so does a reason that is
 * not needed.
 */
export const schemaExceptions: Readonly<Record<`crm_${string}`, Reasons>> = {
  crm_auditlog: rows('Append-only: the database refuses to change or delete it.', 'It is the log.'),
  crm_timeline: rows(
    'Tells what happened and follows its subject; nobody edits it.',
    'What it tells of is in the log by itself.',
  ),
  crm_quote_lines: rows(part),
  crm_invoice_lines: rows(part),
  crm_campaign_members: rows(here),
  crm_taggings: rows(here),
  crm_mentions: rows(here),
  crm_subscription_periods: rows(written),
  crm_ticket_messages: rows(written),
  crm_kb_article_versions: rows(written),
  crm_workflow_versions: rows(written),
  crm_custom_values: rows(
    'Follows from the column custom of its record by a trigger, so that values can be looked up.',
    'The record that it follows from is in the log.',
  ),
  crm_processes: rows(facts, facts),
  crm_conversions: rows(facts, facts),
  crm_counters: rows('The last number that was given; it only grows.', 'The numbered records are in the log.'),
  crm_outbox: rows(passing, 'Tells of changes that are in the log.'),
  crm_idempotency: rows(passing, 'Answers of writes that are in the log.'),
  crm_sessions: rows(passing, 'Who is signed in is no fact of the business; what they do is in the log.'),
  crm_refresh_tokens: rows(passing, 'Belongs to a session.'),
  crm_api_key_secrets: rows(passing, 'Hashes have no place in the log; the key tells when it was rotated and revoked.'),
  crm_rate_limits: rows(passing, 'Counts tries.'),
  crm_migrations: rows('Kept by the migrator.', 'Kept by the migrator, which tells when each ran.'),
};
