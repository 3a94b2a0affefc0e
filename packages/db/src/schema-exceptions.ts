/** What every table has, unless it says here why not. */
export const guards = ['deletedAt', 'version', 'audit'] as const;
export type Guard = (typeof guards)[number];

const part = 'Part of a record, written, versioned and taken away with it; the log tells of each row.';
const written = 'Written once and never changed: what was said, published or planned stays as it was.';
const here = 'That something is so: the row is there or it is not, and nobody edits it.';
const passing = 'Serves its time and is removed; nobody works with it as a record.';
const facts = 'Facts of a durable process, which Temporal keeps the history of; written by its steps alone.';

const own = 'How somebody wants to be told is nobody else’s business.';
const told = 'Tells somebody of something, once; removed when it has grown old.';

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
  crm_charges: rows('That money was tried for stays, and its outcome is written once.'),
  crm_rule_runs: rows('That a rule fired stays, with what it did.', 'What its actions change is in the log by itself.'),
  crm_quote_deliveries: rows('That it was handed over stays; the customer’s answer is written once.'),
  crm_quote_approvals: rows('What was asked and decided stays; what counts no more says since when.'),
  crm_campaign_members: rows(here),
  crm_taggings: rows(here),
  crm_mentions: rows(here),
  crm_follows: rows(here, own),
  crm_push_subscriptions: rows(here, own),
  crm_notification_preferences: rows('There is one of a person at most, and only the person changes it.', own),
  crm_subscription_periods: rows(written),
  crm_ticket_messages: rows(written),
  crm_inbound_mails: rows(written),
  crm_kb_article_versions: rows(written),
  crm_workflow_versions: rows(written),
  crm_custom_values: rows(
    'Follows from the column custom of its record by a trigger, so that values can be looked up.',
    'The record that it follows from is in the log.',
  ),
  crm_notifications: rows(told, 'What it tells of is in the log by itself.'),
  crm_webhook_deliveries: rows(told, 'What it tells of is in the log by itself.'),
  crm_mails: rows(told, 'What calls for a mail is in the log by itself.'),
  crm_processes: rows(facts, facts),
  crm_process_log: rows(
    written,
    'What people did is in the log of the process by a trigger of its own; what steps did is no decision.',
  ),
  crm_process_touches: rows(here, 'Follows from the process and from timelines, by triggers.'),
  crm_conversions: rows(facts, facts),
  crm_operations: { audit: facts },
  crm_operation_items: rows(
    'What becomes of one record of an operation; written by its steps alone.',
    'The record that was changed is in the log, with the process.',
  ),
  crm_counters: rows('The last number that was given; it only grows.', 'The numbered records are in the log.'),
  crm_outbox: rows(passing, 'Tells of changes that are in the log.'),
  crm_idempotency: rows(passing, 'Answers of writes that are in the log.'),
  crm_sessions: rows(passing, 'Who is signed in is no fact of the business; what they do is in the log.'),
  crm_view_as: rows(passing),
  crm_refresh_tokens: rows(passing, 'Belongs to a session.'),
  crm_api_key_secrets: rows(passing, 'Hashes have no place in the log; the key tells when it was rotated and revoked.'),
  crm_rate_limits: rows(passing, 'Counts tries.'),
  crm_migrations: rows('Kept by the migrator.', 'Kept by the migrator, which tells when each ran.'),
};
