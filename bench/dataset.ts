import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateUp } from '@crm/db/migrate';
import { withPostgres } from '@crm/local/postgres-client';
import type pg from 'pg';
import { fillCompany } from './company.ts';

/** Changed whenever the company comes out differently. */
const edition = 2;
const migrations = join(import.meta.dirname, '../packages/db/src/migrations');

/** A company with so many contacts, in a database of its own that is there for one run. */
export interface Dataset {
  readonly url: string;
  readonly bytes: number;
}

/**
 * Gives a fresh copy of the filled database, so that every run begins with the same rows, indexes and statistics. The
 * original is kept between runs, and made anew when the size or the schema is another.
 * @param serverUrl any database of the server, by a role that may create databases
 */
export async function prepareDataset(
  serverUrl: string,
  contacts: number,
  tell: (line: string) => void,
): Promise<Dataset> {
  const original = `crm_bench_${contacts}`;
  const mark = describeContent(contacts);
  const found = await withPostgres(serverUrl, (client) => readMark(client, original));
  if (found !== mark) await makeOriginal(serverUrl, original, contacts, mark, tell);

  const copy = `${original}_run`;
  tell('a copy for this run');
  const bytes = await withPostgres(serverUrl, async (client) => {
    await client.query(`drop database if exists ${copy} with (force)`);
    await client.query(`create database ${copy} template ${original} strategy file_copy`);
    const { rows } = await client.query<{ bytes: string }>('select pg_database_size($1) as bytes', [copy]);
    return Number(rows[0]?.bytes);
  });
  return { url: nameDatabase(serverUrl, copy), bytes };
}

async function makeOriginal(
  serverUrl: string,
  name: string,
  contacts: number,
  mark: string,
  tell: (line: string) => void,
) {
  tell(`a database with ${contacts} contacts, kept for later runs`);
  await withPostgres(serverUrl, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name}`);
  });
  const url = nameDatabase(serverUrl, name);
  await migrateUp(url);
  await withPostgres(url, async (client) => {
    await client.query(`set synchronous_commit = off; set maintenance_work_mem = '512MB'`);
    await withoutChecks(client, ['crm_accounts', 'crm_contacts'], tell, () => fillCompany(client, contacts, tell));
    tell('statistics');
    // Also what a running server has done long ago: without it the first reads would write.
    await client.query('vacuum (analyze)');
  });
  // Last, so that a run that was cut off is not taken for a whole one.
  await withPostgres(serverUrl, (client) => client.query(`comment on database ${name} is '${mark}'`));
}

/**
 * Fills tables without their indexes, foreign keys and audit, and puts all of them back from the database's own
 * description: a million rows take a minute instead of ten.
 */
async function withoutChecks(
  client: pg.Client,
  tables: readonly string[],
  tell: (line: string) => void,
  fill: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ remove: string; restore: string }>(
    `with chosen as (select oid, oid::regclass::text as name from pg_class
       where relnamespace = 'crm_core'::regnamespace and relname = any($1))
     select format('alter table %s drop constraint %I', name, conname) as remove,
       format('alter table %s add constraint %I %s', name, conname, pg_get_constraintdef(k.oid)) as restore
     from chosen join pg_constraint k on k.conrelid = chosen.oid where contype = 'f'
     union all
     select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
     from chosen join pg_index i on i.indrelid = chosen.oid where not indisprimary`,
    [tables],
  );
  for (const { remove } of rows) await client.query(remove);
  for (const table of tables) await client.query(`alter table crm_core.${table} disable trigger crm_audit`);
  await fill();
  tell('indexes');
  for (const table of tables) await client.query(`alter table crm_core.${table} enable trigger crm_audit`);
  for (const { restore } of rows) await client.query(restore);
}

async function readMark(client: pg.Client, database: string): Promise<string | undefined> {
  const { rows } = await client.query<{ mark: string | null }>(
    `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`,
    [database],
  );
  return rows[0]?.mark ?? undefined;
}

/** What is in the database, in short: the schema as the migrations make it, and the company. */
function describeContent(contacts: number): string {
  const hash = createHash('sha256').update(`${edition} ${contacts}`);
  for (const file of readdirSync(migrations).sort()) {
    // How the source is laid out says nothing of the schema.
    hash.update(readFileSync(join(migrations, file), 'utf8').replaceAll(/\s+|,(?=\s*[)\]}])/gu, ''));
  }
  return hash.digest('hex').slice(0, 16);
}

function nameDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
