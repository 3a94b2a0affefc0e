import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import { needsRepair } from '../process/process.queries.ts';

/** Something that operators watch, counted in the database, so that it is told also while the worker is away. */
export interface Figure {
  readonly name: `crm_${string}`;
  readonly help: string;
  /** What it is told apart by: few values, never ids or what people wrote. */
  readonly labels: readonly string[];
  /** Rows of `value` and the labels. Read once per look, so each comes from an index of what is open. */
  readonly rows: RawBuilder<unknown>;
}

const undelivered = sql`from crm_core.crm_outbox where command is not null and processed_at is null`;
const troubled = sql`from crm_core.crm_processes process where ${needsRepair}`;
// Both states first: that is what the index of open charges is of.
const unknownCharges = sql`from crm_core.crm_charges where state in ('planned', 'unknown') and state = 'unknown'`;
const dueDeliveries = sql`from crm_core.crm_webhook_deliveries delivery
  join crm_core.crm_webhook_endpoints endpoint on endpoint.id = delivery.endpoint_id
  where delivery.due_at is not null and endpoint.endpoint_state = 'active' and endpoint.deleted_at is null`;
const dueMails = sql`from crm_core.crm_mails where due_at is not null`;
/** Clocks are told within two seconds; this is late beyond doubt. */
const lateAfter = sql`interval '10 seconds'`;

export const figures: readonly Figure[] = [
  count('crm_outbox_waiting', 'Commands to processes that were not delivered yet', undelivered),
  age('crm_outbox_lag_seconds', 'Age of the oldest command that was not delivered yet', sql`created_at`, undelivered),
  count(
    'crm_outbox_failing',
    'Commands that could not be delivered and are tried again',
    sql`${undelivered} and last_error is not null`,
  ),
  {
    name: 'crm_process_running',
    help: 'Processes that are not over',
    labels: ['kind', 'state'],
    rows: sql`select count(*) as value, kind, state from crm_core.crm_processes where closed_at is null
      group by kind, state`,
  },
  count('crm_process_repair', 'Processes that wait for an operator: failed, stuck or retrying', troubled),
  age('crm_process_repair_oldest_seconds', 'How long the oldest of them waits', sql`process.updated_at`, troubled),
  count(
    'crm_sla_untold',
    'Tickets that are late by more than ten seconds and nobody was told',
    sql`from crm_core.crm_processes process join crm_core.crm_tickets ticket on ticket.id = process.subject_id
      where process.closed_at is null and process.kind = 'ticket-sla' and process.state <> 'paused'
        and ticket.deleted_at is null and ticket.due_at < now() - ${lateAfter}
        and process.wait ->> 'reason' is distinct from 'ticket_late'`,
  ),
  {
    name: 'crm_webhook_endpoints',
    help: 'Webhook endpoints, by how they do',
    labels: ['state'],
    rows: sql`select count(*) as value,
        case when endpoint_state = 'active' and failing_since is not null then 'failing' else endpoint_state end as state
      from crm_core.crm_webhook_endpoints where deleted_at is null group by 2`,
  },
  count('crm_webhooks_waiting', 'Webhooks that were not taken yet', dueDeliveries),
  age('crm_webhook_lag_seconds', 'How long the oldest webhook is overdue', sql`delivery.due_at`, dueDeliveries),
  count('crm_mails_waiting', 'Mails that were not sent yet', dueMails),
  age('crm_mail_lag_seconds', 'How long the oldest mail is overdue', sql`due_at`, dueMails),
  count(
    'crm_mails_failed',
    'Mails of the last day that were given up',
    sql`from crm_core.crm_mails where state = 'failed' and created_at > now() - interval '1 day'`,
  ),
  count('crm_charges_unknown', 'Charges of which nobody knows what came of them', unknownCharges),
  age('crm_charge_unknown_oldest_seconds', 'How long that of the oldest is unknown', sql`sent_at`, unknownCharges),
];

function count(name: Figure['name'], help: string, from: RawBuilder<unknown>): Figure {
  return { name, help, labels: [], rows: sql`select count(*) as value ${from}` };
}

/** 0 when there is none, and for what lies in the future: that is not due yet. */
function age(name: Figure['name'], help: string, since: RawBuilder<unknown>, from: RawBuilder<unknown>): Figure {
  const seconds = sql`extract(epoch from now() - min(${since}))`;
  return { name, help, labels: [], rows: sql`select greatest(0, coalesce(${seconds}, 0))::float8 as value ${from}` };
}

const row = z.looseObject({ value: z.number() });
const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;

export interface Reading {
  readonly name: string;
  readonly value: number;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Reads all of them at one moment.
 * @throws what the database says, also when one takes longer than two seconds: watching must not be a burden
 */
export function readFigures(em: EntityManager): Promise<readonly Reading[]> {
  return inTransaction(em, session, async (inside) => {
    const db = database(inside);
    await sql`set local statement_timeout = '2s'`.execute(db);
    const readings: Reading[] = [];
    for (const { name, labels, rows } of figures) {
      const read = await rows.execute(db);
      for (const each of z.array(row).parse(read.rows)) {
        const named = Object.fromEntries(labels.map((label) => [label, String(each[label])]));
        readings.push({ name, value: each.value, labels: named });
      }
    }
    return readings;
  });
}
