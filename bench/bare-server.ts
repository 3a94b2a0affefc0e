import Fastify from 'fastify';
import pg from 'pg';
import { contactSql, type ContactSqlRow } from './bare-sql.ts';

/**
 * What ours is measured against: Fastify, one pool, SQL written by hand for each question, and nothing else. Nobody signs
 * in, nothing is checked, logged, audited or told on, and a write may happen twice. The answers have the same fields.
 */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 20 });
pool.on('error', () => undefined);
const app = Fastify();

interface ListQuery {
  readonly limit?: string;
  /** `created_at,id` of the last row seen. */
  readonly after?: string;
  readonly assigned_to?: string;
  /** Ids parted by commas. */
  readonly team_id?: string;
  readonly q?: string;
}

app.get('/health', () => ({ status: 'ok' }));

app.get<{ Querystring: ListQuery }>('/contacts', async ({ query }) => {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = ['contact.deleted_at is null'];
  if (query.assigned_to !== undefined) where.push(`contact.assigned_to = ${bind(query.assigned_to)}`);
  if (query.team_id !== undefined) where.push(`contact.team_id = any(${bind(query.team_id.split(','))})`);
  if (query.q !== undefined) {
    for (const word of query.q.toLowerCase().split(' ')) where.push(`contact.search_text like ${bind(`%${word}%`)}`);
  }
  if (query.after !== undefined) {
    const [at, id] = query.after.split(',');
    where.push(`(contact.created_at, contact.id) < (${bind(at)}, ${bind(id)})`);
  }
  const limit = Number(query.limit ?? 20);
  const { rows } = await pool.query<ContactSqlRow>(
    `${contactSql('crm_core.crm_contacts')} where ${where.join(' and ')}
     order by contact.created_at desc, contact.id desc limit ${bind(limit + 1)}`,
    values,
  );
  const items = rows.slice(0, limit).map(toJson);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, next_cursor: more ? `${last.created_at.toISOString()},${last.id}` : null };
});

app.get<{ Params: { id: string } }>('/contacts/:id', async ({ params }, reply) => {
  const { rows } = await pool.query<ContactSqlRow>(
    `${contactSql('crm_core.crm_contacts')} where contact.id = $1 and contact.deleted_at is null`,
    [params.id],
  );
  const [row] = rows;
  return row ? toJson(row) : reply.code(404).send({ code: 'not_found' });
});

interface Written {
  readonly first_name: string;
  readonly last_name: string;
  readonly job_title: string;
  readonly email: string;
}

app.post<{ Body: Written }>('/contacts', async ({ body }, reply) => {
  const { rows } = await pool.query<ContactSqlRow>(
    `with written as (
       insert into crm_core.crm_contacts (id, created_at, updated_at, first_name, last_name, name_normalized, job_title, email, email_normalized)
       values (uuidv7(), now(), now(), $1, $2, lower($3), $4, $5, $5) returning *
     ) ${contactSql('written')}`,
    [body.first_name, body.last_name, `${body.first_name} ${body.last_name}`, body.job_title, body.email],
  );
  return reply.code(201).send(rows.map(toJson)[0]);
});

app.patch<{ Params: { id: string }; Body: Pick<Written, 'job_title'> }>('/contacts/:id', async ({ params, body }) => {
  const { rows } = await pool.query<ContactSqlRow>(
    `with written as (
       update crm_core.crm_contacts set job_title = $2, updated_at = now(), version = version + 1
       where id = $1 and deleted_at is null returning *
     ) ${contactSql('written')}`,
    [params.id, body.job_title],
  );
  return rows.map(toJson)[0];
});

function toJson({ account_name, assignee_name, creator_name, updater_name, ...row }: ContactSqlRow) {
  return {
    ...row,
    created_by: row.created_by && { id: row.created_by, name: creator_name },
    updated_by: row.updated_by && { id: row.updated_by, name: updater_name },
    assignee: row.assigned_to && { id: row.assigned_to, name: assignee_name },
    account: row.account_id && { id: row.account_id, name: account_name },
    abilities: { update: true, delete: true, restore: false, assign: true },
  };
}

process.once('SIGTERM', () => void app.close().then(() => pool.end()));
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
