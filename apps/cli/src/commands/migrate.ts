import type { CliConfig } from '../env.ts';
import { formatTable, print, printJson, type Progress } from '../output.ts';
import { withDatabase } from '../system/with-database.ts';

export interface MigrateOptions {
  readonly json: boolean;
  /** How many migrations `down` takes back. */
  readonly steps: number;
}

/**
 * Brings the schema up, takes migrations back, or says which are applied. Starts the own database for it if need be.
 * @returns the exit code; `status` gives 1 while migrations are pending.
 * @throws Error for a verb that does not exist.
 */
export async function runMigrate(
  verb: string,
  config: CliConfig,
  progress: Progress,
  { json, steps }: MigrateOptions,
): Promise<number> {
  const { migrateUp, migrateDown, migrationStatus } = await import('@crm/db/migrate');
  return await withDatabase(config, progress, async (url) => {
    if (verb === 'status') {
      const migrations = await migrationStatus(url);
      if (json) printJson(migrations);
      else print(formatTable(migrations.map(({ name, executedAt }) => [name, executedAt ?? 'pending'])));
      return migrations.every(({ executedAt }) => executedAt !== null) ? 0 : 1;
    }
    if (verb !== 'up' && verb !== 'down') throw new Error(`There is no "migrate ${verb}": up, down or status.`);
    const names = verb === 'up' ? await migrateUp(url) : await migrateDown(url, steps);
    if (json) printJson(names);
    else print(names.length === 0 ? 'Nothing to do.' : names.map((name) => `${verb}  ${name}`).join('\n'));
    return 0;
  });
}
