import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { z } from 'zod';

const checks: Readonly<Record<string, { readonly sql: string; readonly expected: number }>> = {
  'the lead is converted, with what it became': {
    sql: `select count(*) from crm_core.crm_leads where id = $1 and status = 'converted' and converted_at is not null
          and converted_account_id is not null and converted_contact_id is not null and converted_opportunity_id is not null`,
    expected: 1,
  },
  'one conversion': {
    sql: `select count(*) from crm_core.crm_conversions where lead_id = $1 and converted_at is not null and undone_at is null`,
    expected: 1,
  },
  'one process, and it is completed': {
    sql: `select count(*) filter (where state = 'completed') * 10 + count(*) from crm_core.crm_processes
          where workflow_id = 'lead-conversion/' || $1`,
    expected: 11,
  },
  'one opportunity': { sql: `select count(*) from crm_core.crm_opportunities where source_lead_id = $1`, expected: 1 },
  'one contact': {
    sql: `select count(*) from crm_core.crm_contacts c join crm_core.crm_leads l on l.email_normalized = c.email_normalized
          where l.id = $1`,
    expected: 1,
  },
  'no account beside the one it became': {
    sql: `select count(*) from crm_core.crm_accounts a join crm_core.crm_leads l on l.email_normalized = a.email_normalized
          where l.id = $1 and a.id <> l.converted_account_id`,
    expected: 0,
  },
  'all linked with each other': {
    sql: `select count(*) from crm_core.crm_leads l
          join crm_core.crm_opportunities o on o.id = l.converted_opportunity_id and o.account_id = l.converted_account_id
            and o.primary_contact_id = l.converted_contact_id
          join crm_core.crm_contacts c on c.id = o.primary_contact_id and c.account_id = o.account_id
          where l.id = $1`,
    expected: 1,
  },
  'told once on the pages of all four': {
    sql: `select count(*) from crm_core.crm_timeline where kind = 'converted' and payload ->> 'leadId' = $1::text`,
    expected: 4,
  },
  'one follow-up, with one process': {
    sql: `select count(*) from crm_core.crm_activities a join crm_core.crm_processes p on p.workflow_id = 'follow-up/' || a.id
          join crm_core.crm_opportunities o on o.id = a.subject_id and a.subject_type = 'opportunity'
          where o.source_lead_id = $1`,
    expected: 1,
  },
  'one line in the audit log for the conversion of the lead': {
    sql: `select count(*) from crm_core.crm_auditlog
          where record_id = $1 and changes -> 'status' ->> 'new' = 'converted'`,
    expected: 1,
  },
};

const number = z.object({ n: z.coerce.number() });

/** Looks in the database and at the workflow server whether a lead was converted once and wholly. @returns what is wrong */
export async function auditConversion(databaseUrl: string, temporalAddress: string, leadId: string): Promise<string[]> {
  const wrong: string[] = [];
  await withDatabase(databaseUrl, async (database) => {
    for (const [name, { sql, expected }] of Object.entries(checks)) {
      const found = await countOf(database, sql, [leadId]);
      if (found !== expected) wrong.push(`${name}: found ${found} instead of ${expected}`);
    }
  });
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const workflows = new Client({ connection, namespace: 'crm' }).workflow;
    const { status } = await workflows.getHandle(`lead-conversion/${leadId}`).describe();
    if (status.name !== 'COMPLETED') wrong.push(`the run in Temporal is ${status.name}`);
  } finally {
    await connection.close();
  }
  return wrong;
}

const leftovers: Readonly<Record<string, string>> = {
  'commands that nobody carried out':
    'select count(*) from crm_core.crm_outbox where command is not null and processed_at is null',
  'processes that failed': `select count(*) from crm_core.crm_processes where state in ('failed', 'stuck') and started_at > $1`,
  'intakes that never ended': `select count(*) from crm_core.crm_processes p join crm_core.crm_leads l on l.id = p.subject_id
    where p.kind = 'lead-intake' and p.closed_at is null and p.started_at > $1 and l.assigned_to is not null`,
  'leads without a score': `select count(*) from crm_core.crm_leads where score is null and created_at > $1 and deleted_at is null`,
};

/** What is left lying about after it all. @param since what the demo company came with does not count */
export async function auditLeftovers(databaseUrl: string, since: Date): Promise<string[]> {
  const wrong: string[] = [];
  await withDatabase(databaseUrl, async (database) => {
    for (const [name, sql] of Object.entries(leftovers)) {
      const found = await countOf(database, sql, sql.includes('$1') ? [since] : []);
      if (found > 0) wrong.push(`${found} ${name}`);
    }
  });
  return wrong;
}

async function countOf(database: pg.Client, sql: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await database.query(`select (${sql}) as n`, [...values]);
  return number.parse(rows[0]).n;
}

async function withDatabase(databaseUrl: string, use: (database: pg.Client) => Promise<void>): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrl });
  database.on('error', () => undefined);
  await database.connect();
  try {
    await use(database);
  } finally {
    await database.end();
  }
}
