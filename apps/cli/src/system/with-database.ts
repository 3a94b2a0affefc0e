import type { CliConfig } from '../env.ts';
import type { Progress } from '../output.ts';
import { startDatabase } from './servers.ts';

/** Does something with the database, and stops its server afterwards if it was started for this only. */
export async function withDatabase<T>(
  config: CliConfig,
  progress: Progress,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const server = await startDatabase(config, progress.note);
  try {
    return await use(server.url);
  } finally {
    if (!server.reused) await server.stop();
  }
}
