import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { migrateUp } from '@crm/db/migrate';
import { choosePort } from '@crm/local/ports';
import { startPostgres } from '@crm/local/postgres';
import { startTemporal } from '@crm/local/temporal';
import { userCacheDir } from '@crm/local/temporal-binary';
import { makeDataDir } from '@crm/local/testing';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Migrated and empty: `createTestDatabase(inject('templateUrl'))` copies it. */
    templateUrl: string;
    /** A server that skips time for those who ask, with the namespace `crm`. */
    temporalAddress: string;
  }
}

/** Starts one PostgreSQL and one Temporal server for the whole run, and ends both after it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = makeDataDir();
  const [postgres, temporal] = await Promise.all([prepareTemplate(dataDir), prepareTemporal(dataDir)]);
  project.provide('templateUrl', postgres.url);
  project.provide('temporalAddress', temporal.address);
  return async () => {
    await Promise.all([postgres.stop(), temporal.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function prepareTemplate(dataDir: string) {
  const server = await startPostgres({ dataDir, port: await anyPort(), durable: false });
  await migrateUp(server.url);
  return server;
}

async function prepareTemporal(dataDir: string) {
  return startTemporal({
    dataDir,
    port: await anyPort(),
    uiPort: await anyPort(),
    timeSkipping: true,
    inMemory: true,
    cacheDir: userCacheDir(process.env.XDG_CACHE_HOME),
    searchPath: process.env.PATH ?? '',
  });
}

function anyPort(): Promise<number> {
  return choosePort({ wanted: 0, fallback: true, variable: 'the tests' });
}
