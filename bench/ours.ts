import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { choosePort } from '@crm/local/ports';
import { startChild, type Child } from './child.ts';

/**
 * Our API on a database that is there.
 * @param env settings that differ from the bench's own, which limit nobody's rate
 */
export async function startOurs(databaseUrl: string, dataDir: string, env: Readonly<Record<string, string>> = {}) {
  return disposable(
    await startChild({
      program: 'apps/api/src/main.ts',
      port: await anyPort(),
      logFile: join(dataDir, 'logs', 'api.log'),
      env: { DATABASE_URL: databaseUrl, CRM_SECRET: randomBytes(32).toString('hex'), ...env },
      readyPath: '/health/ready',
    }),
  );
}

export function disposable(child: Child) {
  return { child, [Symbol.asyncDispose]: () => child.stop() };
}

export function anyPort(): Promise<number> {
  return choosePort({ wanted: 0, fallback: true, variable: 'the bench' });
}
