import type { CliConfig } from '../env.ts';
import { formatTable, print, printJson, type Progress } from '../output.ts';
import { seedDemo } from '../system/demo.ts';
import { withDatabase } from '../system/with-database.ts';

/**
 * Makes the demo company in the database, if it is not there, and prints the logins.
 * @returns the exit code.
 */
export async function runSeed(config: CliConfig, progress: Progress, { json }: { json: boolean }): Promise<number> {
  return await withDatabase(config, progress, async (url) => {
    const logins = await progress.step('Demo company', ({ tell }) => seedDemo(config, url, tell));
    if (json) printJson(logins);
    else print(formatTable(logins.map(({ role, email, password }) => [role, email, password])));
    return 0;
  });
}
