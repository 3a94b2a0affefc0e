import { join } from 'node:path';
import { withPostgres } from '@crm/local/postgres-client';
import { openFileStore } from '@crm/storage/settings';
import * as z from 'zod';
import type { CliConfig } from '../env.ts';
import { hideCredentials } from './servers.ts';
import { loginSchema, readJson, writePrivateFile, type Login } from './run-file.ts';

const demoSchema = z.object({
  database: z.string(),
  /** False while the seed runs: a start that was cut off goes on with it. */
  finished: z.boolean(),
  logins: z.array(loginSchema),
});

/**
 * Fills an empty database with the demo company, and gives the logins.
 * A database with users of its own is left as it is, and has no logins that we know.
 */
export async function seedIfEmpty(
  config: CliConfig,
  url: string,
  onProgress: (line: string) => void,
): Promise<Login[]> {
  const known = readJson(demoPath(config), demoSchema);
  const demo = known?.database === nameDatabase(config) ? known : undefined;
  if (!(await hasUsers(url)) || demo?.finished === false) return await seedDemo(config, url, onProgress);
  return demo?.logins ?? [];
}

/** Makes the demo company, or completes it, and gives the logins. */
export async function seedDemo(config: CliConfig, url: string, onProgress: (line: string) => void): Promise<Login[]> {
  const note = (finished: boolean, logins: readonly Login[]) =>
    writePrivateFile(demoPath(config), JSON.stringify({ database: nameDatabase(config), finished, logins }));
  note(false, []);
  const { seedDemoCompany } = await import('../seed/seed.ts');
  const { logins } = await seedDemoCompany(url, await openFileStore(config.storage), { onProgress });
  note(true, logins);
  return logins;
}

async function hasUsers(url: string): Promise<boolean> {
  const sql = 'select exists (select from crm_core.crm_users) as filled';
  const { rows } = await withPostgres(url, (client) => client.query<{ filled: boolean }>(sql));
  return rows[0]?.filled === true;
}

function nameDatabase({ databaseUrl }: CliConfig): string {
  return databaseUrl === undefined ? 'own' : hideCredentials(databaseUrl);
}

function demoPath({ dataDir }: CliConfig): string {
  return join(dataDir, 'demo.json');
}
