import { join } from 'node:path';
import { isAlive, spawnDetached, stopProcess, type ProcessRef } from '@crm/local/process';
import { findLiveProcess, removeProcessRecord, writeProcessRecord } from '@crm/local/process-record';
import { logPath, type CliConfig } from '../env.ts';
import { adminDist } from './admin-build.ts';
import { preparePushKeys } from './push-keys.ts';
import { prepareSecret } from './secret.ts';

/** Our own programs, in the order in which they are started. */
export const serviceNames = ['worker', 'api'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** What the services need to know about their surroundings. */
export interface Surroundings {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalUiUrl: string;
  readonly apiPort: number;
  /** Where each of them tells its metrics, on this machine. */
  readonly metricsPorts: Readonly<Record<ServiceName, number>>;
  readonly smtpUrl: string;
  readonly paymentsUrl: string;
  readonly paymentsKey: string;
}

/** Longer than the longest activity may take, so that a stop cuts none off. */
const stopGraceMs = 30_000;

/** Starts the API or the worker as a process of its own, and notes it in the data folder. */
export async function startService(
  config: CliConfig,
  name: ServiceName,
  surroundings: Surroundings,
): Promise<ProcessRef> {
  const ref = await spawnDetached({
    command: process.execPath,
    args: [join(config.root, 'apps', name, 'src/main.ts')],
    logFile: logPath(config, name),
    cwd: config.root,
    env: serviceEnvironment(config, name, surroundings),
  });
  writeProcessRecord(config.dataDir, name, ref);
  return ref;
}

/** Stops the API and the worker of a data folder gently, and gives the names of those that ran. */
export async function stopServices({ dataDir }: CliConfig): Promise<ServiceName[]> {
  const stopped = await Promise.all(
    serviceNames.map(async (name) => {
      const running = findLiveProcess(dataDir, name);
      if (running !== undefined) await stopProcess(running, { graceMs: stopGraceMs });
      removeProcessRecord(dataDir, name);
      return running === undefined || isAlive(running) ? [] : [name];
    }),
  );
  return stopped.flat();
}

function serviceEnvironment(config: CliConfig, name: ServiceName, surroundings: Surroundings): NodeJS.ProcessEnv {
  const pushKeys = preparePushKeys(config);
  const shared = {
    // Compiled code is kept between starts: half of the time that loading takes.
    NODE_COMPILE_CACHE: join(config.root, 'node_modules/.cache/node'),
    ...config.inherited,
    NODE_ENV: config.inherited['NODE_ENV'] ?? 'production',
    DATABASE_URL: surroundings.databaseUrl,
    TEMPORAL_ADDRESS: surroundings.temporalAddress,
    TEMPORAL_NAMESPACE: config.namespace,
    CRM_STORAGE_DIR: config.storage.CRM_STORAGE_DIR,
    CRM_SECRET: prepareSecret(config),
    CRM_PUSH_PUBLIC_KEY: pushKeys.publicKey,
    CRM_PAYMENTS_KEY: surroundings.paymentsKey,
    CRM_METRICS_PORT: String(surroundings.metricsPorts[name]),
  };
  const publicUrl = config.publicUrl ?? `http://127.0.0.1:${surroundings.apiPort}`;
  if (name === 'worker') {
    return {
      ...shared,
      SMTP_URL: surroundings.smtpUrl,
      CRM_PAYMENTS_URL: surroundings.paymentsUrl,
      CRM_MAIL_FROM: config.mailFrom ?? 'Gamix CRM <crm@crm.localhost>',
      CRM_PUBLIC_URL: publicUrl,
      CRM_PUSH_PRIVATE_KEY: pushKeys.privateKey,
    };
  }
  return {
    ...shared,
    HOST: '127.0.0.1',
    PORT: String(surroundings.apiPort),
    TEMPORAL_UI_URL: surroundings.temporalUiUrl === '' ? undefined : surroundings.temporalUiUrl,
    ADMIN_DIST: adminDist(config),
  };
}
