import { preparePaymentsKey } from './secret.ts';
import { stopMail } from '@crm/local/mail';
import { stopPayments } from '@crm/local/payments';
import { choosePort } from '@crm/local/ports';
import { findPostgres, stopPostgres } from '@crm/local/postgres';
import type { ProcessRef } from '@crm/local/process';
import { findLiveProcess } from '@crm/local/process-record';
import { stopTemporal } from '@crm/local/temporal';
import { logPath, type CliConfig } from '../env.ts';
import type { Progress } from '../output.ts';
import { buildAdmin } from './admin-build.ts';
import { seedIfEmpty } from './demo.ts';
import { waitUntilReady } from './readiness.ts';
import { removeRunFile, writeRunFile, type Login, type Run } from './run-file.ts';
import {
  keepPorts,
  startDatabase,
  startMailServer,
  startPaymentsServer,
  startTemporalServer,
  type DatabaseServer,
  type MailOut,
  type MoneyIn,
  type TemporalServer,
} from './servers.ts';
import { serviceNames, startService, stopServices, type Surroundings } from './services.ts';
import { superviseParts, type Part, type Supervision } from './supervisor.ts';

/**
 * Starts everything that does not run yet, in parallel where it can, watches over it until the signal comes,
 * and notes it in `run.json` when it is ready.
 * @throws Error of the first part that does not come up.
 */
export async function startSystem(
  config: CliConfig,
  progress: Progress,
  signal: AbortSignal,
): Promise<{ run: Run; supervision: Supervision }> {
  removeRunFile(config.dataDir);
  // Services of a run that was killed: they may be of an older version, and hold the port.
  const left = await stopServices(config);
  if (left.length > 0) progress.note(`Stopped what an earlier run left: ${left.join(', ')}`);

  const apiPort = await choosePort(config.ports.api);
  const metricsPorts = {
    api: await choosePort(config.ports.apiMetrics),
    worker: await choosePort(config.ports.workerMetrics),
  };
  const paymentsKey = preparePaymentsKey(config);
  const work = [
    prepareDatabase(config, progress),
    startTemporalStep(config, progress),
    startMailStep(config, progress),
    startPaymentsStep(config, paymentsKey, progress),
    buildAdminStep(config, progress, signal),
  ] as const;
  // All have to end, also after an error: what is still being started could not be stopped.
  await Promise.allSettled(work);
  const [{ database, logins }, temporal, mail, payments] = await Promise.all(work);
  signal.throwIfAborted();

  const surroundings: Surroundings = {
    databaseUrl: database.url,
    temporalAddress: temporal.address,
    temporalUiUrl: temporal.uiUrl,
    smtpUrl: mail.url,
    paymentsUrl: payments.url,
    paymentsKey,
    apiPort,
    metricsPorts,
  };
  const url = `http://127.0.0.1:${apiPort}`;
  const describeRun = (pids: Record<string, number>): Run => ({
    url,
    temporal: { address: temporal.address, ui: temporal.uiUrl },
    database: { url: database.url },
    metrics: {
      api: `http://127.0.0.1:${metricsPorts.api}/metrics`,
      worker: `http://127.0.0.1:${metricsPorts.worker}/metrics`,
    },
    mail: { folder: mail.folder ?? null },
    pids: { crm: process.pid, ...pids },
    logins,
  });
  return await progress.step('API and worker', async ({ conclude }) => {
    let ready = false;
    const parts = await listParts(config, { database, temporal, mail, payments }, surroundings);
    const supervision = superviseParts(parts, progress, signal, (pids) => {
      if (ready) writeRunFile(config.dataDir, describeRun(pids));
    });
    await waitUntilReady(config, url, supervision);
    signal.throwIfAborted();
    ready = true;
    const run = describeRun(supervision.pids());
    writeRunFile(config.dataDir, run);
    conclude(url);
    return { run, supervision };
  });
}

/** Stops whatever runs of a data folder, services before servers, and gives the names of what it stopped. */
export async function stopSystem(config: CliConfig): Promise<string[]> {
  const { dataDir } = config;
  removeRunFile(dataDir);
  const stopped: string[] = await stopServices(config);
  if (await stopMail(dataDir)) stopped.push('mail');
  if (await stopPayments(dataDir)) stopped.push('payments');
  if (findLiveProcess(dataDir, 'temporal') !== undefined) stopped.push('temporal');
  const postgres = findPostgres(dataDir);
  if (postgres !== undefined) stopped.push('postgres');
  await Promise.all([stopTemporal(dataDir), postgres === undefined ? undefined : stopPostgres(postgres)]);
  return stopped;
}

async function prepareDatabase(
  config: CliConfig,
  progress: Progress,
): Promise<{ database: DatabaseServer; logins: Login[] }> {
  // Loaded while the server starts: it is the largest module here. If that fails, it is told where it is waited for.
  const loading = import('@crm/db/migrate');
  loading.catch(() => undefined);
  const database = await progress.step('PostgreSQL', async ({ tell, conclude }) => {
    const server = await startDatabase(config, tell);
    conclude(server.description);
    return server;
  });
  await progress.step('Database schema', async ({ conclude }) => {
    const { migrateUp } = await loading;
    const applied = await migrateUp(database.url);
    conclude(applied.length === 0 ? 'up to date' : `${applied.length} migrations applied`);
  });
  const logins = await progress.step('Demo company', ({ tell }) => seedIfEmpty(config, database.url, tell));
  return { database, logins };
}

function startTemporalStep(config: CliConfig, progress: Progress): Promise<TemporalServer> {
  return progress.step('Temporal', async ({ tell, conclude }) => {
    const server = await startTemporalServer(config, tell);
    conclude(server.description);
    return server;
  });
}

function startMailStep(config: CliConfig, progress: Progress): Promise<MailOut> {
  return progress.step('Mail', async ({ conclude }) => {
    const server = await startMailServer(config);
    conclude(server.description);
    return server;
  });
}

function startPaymentsStep(config: CliConfig, key: string, progress: Progress): Promise<MoneyIn> {
  return progress.step('Payments', async ({ conclude }) => {
    const server = await startPaymentsServer(config, key);
    conclude(server.description);
    return server;
  });
}

function buildAdminStep(config: CliConfig, progress: Progress, signal: AbortSignal): Promise<void> {
  return progress.step('Admin', async ({ conclude }) => {
    conclude((await buildAdmin(config, signal)) ? 'built' : 'unchanged since the last build');
  });
}

interface Servers {
  readonly database: DatabaseServer;
  readonly temporal: TemporalServer;
  readonly mail: MailOut;
  readonly payments: MoneyIn;
}

async function listParts(
  config: CliConfig,
  { database, temporal, mail, payments }: Servers,
  surroundings: Surroundings,
): Promise<Part[]> {
  const parts: Part[] = [];
  const kept = keepPorts(config, database, temporal, mail, payments);
  if (database.process !== undefined) {
    const restart = () => restartServer(() => startDatabase(kept));
    parts.push({ name: 'postgres', logFile: logPath(config, 'postgres'), process: database.process, restart });
  }
  if (temporal.process !== undefined) {
    const restart = () => restartServer(() => startTemporalServer(kept, () => undefined));
    parts.push({ name: 'temporal', logFile: logPath(config, 'temporal'), process: temporal.process, restart });
  }
  if (mail.process !== undefined) {
    const restart = () => restartServer(() => startMailServer(kept));
    parts.push({ name: 'mail', logFile: logPath(config, 'mail'), process: mail.process, restart });
  }
  if (payments.process !== undefined) {
    const restart = () => restartServer(() => startPaymentsServer(kept, surroundings.paymentsKey));
    parts.push({ name: 'payments', logFile: logPath(config, 'payments'), process: payments.process, restart });
  }
  for (const name of serviceNames) {
    const restart = () => startService(config, name, surroundings);
    parts.push({ name, logFile: logPath(config, name), process: await restart(), restart });
  }
  return parts;
}

async function restartServer(start: () => Promise<{ process: DatabaseServer['process'] }>): Promise<ProcessRef> {
  const { process: ref } = await start();
  if (ref === undefined) throw new Error('An existing server is not ours to start.');
  return ref;
}
