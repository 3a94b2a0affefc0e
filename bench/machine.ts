import { cpus, totalmem } from 'node:os';
import { withPostgres } from '@crm/local/postgres-client';

const bytesPerGib = 1_024 ** 3;

/** Where figures come from: without it they mean nothing. */
export async function describeMachine(databaseUrl: string) {
  const sql = `select current_setting('server_version') as version`;
  const { rows } = await withPostgres(databaseUrl, (client) => client.query<{ version: string }>(sql));
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / bytesPerGib),
    node: process.versions.node,
    postgres: rows[0]?.version ?? 'unknown',
  };
}
