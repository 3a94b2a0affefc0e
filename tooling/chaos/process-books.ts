import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import pg from 'pg';
import { z } from 'zod';
import type { ChaosSystem } from './system.ts';
import type { Asked } from './stories.ts';

/** Counts what must be none, over all that was asked for; `$1` are ids. */
const invariants: Readonly<Record<keyof Asked, Readonly<Record<string, string>>>> = {
  leads: {
    'leads not converted exactly once': `select count(*) from unnest($1::uuid[]) asked(id) where
      (select count(*) from crm_core.crm_conversions c where c.lead_id = asked.id and converted_at is not null) <> 1
      or (select count(*) from crm_core.crm_opportunities o where o.source_lead_id = asked.id) <> 1
      or (select count(*) from crm_core.crm_timeline t
          where t.kind = 'converted' and t.payload ->> 'leadId' = asked.id::text) <> 4`,
  },
  quotes: {
    'quotes not approved exactly once': `select count(*) from unnest($1::uuid[]) asked(id) where
      (select count(*) from crm_core.crm_quote_approvals a where a.quote_id = asked.id and decision = 'approved') <> 1`,
    'quotes not handed over and answered exactly once': `select count(*) from unnest($1::uuid[]) asked(id) where
      (select count(*) from crm_core.crm_quote_deliveries d where d.quote_id = asked.id and mail_id is not null) <> 1
      or (select status from crm_core.crm_quotes q where q.id = asked.id) <> 'accepted'`,
    'quotes not billed exactly once': `select count(*) from unnest($1::uuid[]) asked(id) where
      (select count(*) from crm_core.crm_invoices i where i.quote_id = asked.id and i.deleted_at is null) <> 1`,
  },
  invoices: {
    'invoices not paid exactly once': `select count(*) from unnest($1::uuid[]) asked(id) where
      (select count(*) from crm_core.crm_payments p where p.invoice_id = asked.id) <> 1
      or (select count(*) from crm_core.crm_charges c where c.invoice_id = asked.id and state = 'succeeded') <> 1
      or (select paid_minor <> total_minor from crm_core.crm_invoices i where i.id = asked.id)`,
  },
  tickets: {
    'tickets not resolved with one watch each': `select count(*) from unnest($1::uuid[]) asked(id) where
      (select status from crm_core.crm_tickets t where t.id = asked.id) <> 'resolved'
      or (select count(*) filter (where state = 'completed') * 10 + count(*) from crm_core.crm_processes p
          where p.subject_id = asked.id and p.kind = 'ticket-sla') <> 11`,
  },
  operations: {
    'operations that did not each record once': `select count(*) from unnest($1::uuid[]) asked(id) where
      (select count(*) from crm_core.crm_operation_items i where i.operation_id = asked.id and state = 'done') <> 5
      or exists (select from crm_core.crm_operation_items i where i.operation_id = asked.id and
          (select count(*) from crm_core.crm_auditlog a where a.record_id = i.record_id
             and a.changes -> 'jobTitle' ->> 'new' = 'Buyer' or a.record_id = i.record_id
             and a.changes -> 'job_title' ->> 'new' = 'Buyer') <> 1)`,
  },
  ruled: {
    'records on which a rule did not run exactly once': `select count(*) from unnest($1::uuid[]) asked(id) where
      (select count(*) filter (where state = 'done') * 10 + count(*) from crm_core.crm_rule_runs r
       where r.record_id = asked.id and r.reason is null) <> 11`,
  },
};

/** Counts what must be none once everything has come to rest; `$1` is when it began. */
const leftovers: Readonly<Record<string, string>> = {
  'commands that nobody carried out':
    'select count(*) from crm_core.crm_outbox where command is not null and processed_at is null',
  'processes that neither ended nor wait': `select count(*) from crm_core.crm_processes where started_at > $1
    and state not in ('completed', 'cancelled', 'undone', 'waiting_human', 'waiting_timer')`,
  'rules that never ran': `select count(*) from crm_core.crm_rule_runs where created_at > $1 and ended_at is null`,
  'charges of which nobody knows whether they were made': `select count(*) from crm_core.crm_charges where created_at > $1 and settled_at is null`,
  'mails that were not sent': `select count(*) from crm_core.crm_mails where created_at > $1 and sent_at is null`,
};

const counted = z.object({ n: z.coerce.number() });
const run = z.object({ workflow_id: z.string(), kind: z.string(), state: z.string() });

/** What the books say of all that was begun. */
export interface ProcessBooks {
  /** How many runs of each kind were begun, by the states that they are in. */
  readonly runs: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly total: number;
  readonly mails: { readonly sent: number; readonly arrivedAgain: number };
  readonly wrong: readonly string[];
}

/** Looks whether everything has come to rest. @returns what has not */
export async function findUnrest(system: ChaosSystem, since: Date): Promise<string[]> {
  return withDatabase(system.databaseUrl, async (database) => {
    const found: string[] = [];
    for (const [name, sql] of Object.entries(leftovers)) {
      const count = await countOf(database, sql, sql.includes('$1') ? [since] : []);
      if (count > 0) found.push(`${count} ${name}`);
    }
    return found;
  });
}

/** Compares what was asked for with database, workflow server, payment provider and mail server. */
export async function auditProcesses(system: ChaosSystem, asked: Asked, since: Date): Promise<ProcessBooks> {
  const wrong = await findUnrest(system, since);
  const tell = (count: number, what: string) => {
    if (count > 0) wrong.push(`${count} ${what}`);
  };
  return withDatabase(system.databaseUrl, async (database) => {
    for (const [noun, checks] of Object.entries(invariants)) {
      const ids: unknown = Reflect.get(asked, noun);
      for (const [name, sql] of Object.entries(checks)) tell(await countOf(database, sql, [ids]), name);
    }
    const begun = await database.query(
      'select workflow_id, kind, state from crm_core.crm_processes where started_at > $1',
      [since],
    );
    const runs = z.array(run).parse(begun.rows);
    tell(await countStrays(system.temporalAddress, runs), 'runs whose state differs from that at the workflow server');

    const charged = await database.query(
      `select c.id, c.amount_minor::int as amount from crm_core.crm_charges c where c.created_at > $1 and c.state = 'succeeded'`,
      [since],
    );
    const known = new Map(
      z
        .array(z.object({ id: z.string(), amount: z.number() }))
        .parse(charged.rows)
        .map(({ id, amount }) => [id, amount]),
    );
    const taken = system.charges().filter(({ status }) => status === 'succeeded');
    const ours = taken.filter(({ key }) => known.has(key));
    tell(ours.length - new Set(ours.map(({ key }) => key)).size, 'charges that the provider made twice');
    tell(known.size - ours.length, 'charges that the provider does not know');
    tell(ours.filter(({ key, amount_minor }) => known.get(key) !== amount_minor).length, 'charges of another amount');

    const queued = await database.query('select id from crm_core.crm_mails where created_at > $1', [since]);
    const ids = z
      .array(z.object({ id: z.string() }))
      .parse(queued.rows)
      .map(({ id }) => id);
    // A Message-ID is made of the mail's own id.
    const arrived = Map.groupBy(system.mails(), (messageId) => messageId.split('@')[0] ?? '');
    const times = ids.map((id) => arrived.get(id)?.length ?? 0);
    tell(times.filter((count) => count === 0).length, 'mails that never arrived');
    return {
      runs: Object.fromEntries(
        [...Map.groupBy(runs, ({ kind }) => kind)].map(([kind, own]) => [
          kind,
          Object.fromEntries([...Map.groupBy(own, ({ state }) => state)].map(([state, some]) => [state, some.length])),
        ]),
      ),
      total: runs.length,
      mails: { sent: ids.length, arrivedAgain: times.filter((count) => count > 1).length },
      wrong,
    };
  });
}

/** Runs that go on at the workflow server although they ended here, or the other way round. */
async function countStrays(address: string, runs: readonly z.output<typeof run>[]): Promise<number> {
  const connection = await Connection.connect({ address });
  try {
    const { workflow } = new Client({ connection, namespace: 'crm' });
    let strays = 0;
    for (const { workflow_id: id, state } of runs) {
      // What was decided on before its run had begun is never begun.
      const isRunning = await workflow
        .getHandle(id)
        .describe()
        .then(
          ({ status }) => status.name === 'RUNNING',
          (error: unknown) => (error instanceof WorkflowNotFoundError ? false : Promise.reject(error)),
        );
      const goesOn = state === 'waiting_human' || state === 'waiting_timer';
      if (goesOn !== isRunning) strays += 1;
    }
    return strays;
  } finally {
    await connection.close();
  }
}

async function countOf(database: pg.Client, sql: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await database.query(`select (${sql}) as n`, [...values]);
  return counted.parse(rows[0]).n;
}

async function withDatabase<T>(databaseUrl: string, use: (database: pg.Client) => Promise<T>): Promise<T> {
  const database = new pg.Client({ connectionString: databaseUrl });
  database.on('error', () => undefined);
  await database.connect();
  try {
    return await use(database);
  } finally {
    await database.end();
  }
}
