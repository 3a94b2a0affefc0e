import { findPostgres } from '@crm/local/postgres';
import { findLiveProcess } from '@crm/local/process-record';
import type { CliConfig } from '../env.ts';
import { formatTable, print, printJson } from '../output.ts';
import { askHealth } from '../system/readiness.ts';
import { readRunFile } from '../system/run-file.ts';
import { serviceNames } from '../system/services.ts';
import { supervisorName } from './up.ts';

/**
 * Says what runs of this data folder, and whether it serves.
 * @returns the exit code: 0 when the system is ready, 1 when it is not.
 */
export async function runStatus(config: CliConfig, { json }: { readonly json: boolean }): Promise<number> {
  const { dataDir } = config;
  const pids: Record<string, number | null> = {
    crm: findLiveProcess(dataDir, supervisorName)?.pid ?? null,
    ...(config.databaseUrl === undefined ? { postgres: findPostgres(dataDir)?.pid ?? null } : {}),
    ...(config.temporalAddress === undefined ? { temporal: findLiveProcess(dataDir, 'temporal')?.pid ?? null } : {}),
    ...(config.paymentsUrl === undefined ? { payments: findLiveProcess(dataDir, 'payments')?.pid ?? null } : {}),
    ...(config.smtpUrl === undefined ? { mail: findLiveProcess(dataDir, 'mail')?.pid ?? null } : {}),
    ...Object.fromEntries(serviceNames.map((name) => [name, findLiveProcess(dataDir, name)?.pid ?? null])),
  };
  // A killed run leaves its file behind.
  const run = pids['crm'] === null ? undefined : readRunFile(dataDir);
  const health = run === undefined ? undefined : await askHealth(run.url);
  const ready = health?.ok === true;
  if (json) {
    printJson({ ready, url: run?.url ?? null, temporal: run?.temporal ?? null, pids });
  } else {
    const rows = Object.entries(pids).map(([name, pid]) => [name, pid === null ? 'not running' : `running (${pid})`]);
    print(formatTable([...rows, ['ready', ready ? `yes, ${run?.url}` : describeUnready(health?.body)]]));
  }
  return ready ? 0 : 1;
}

function describeUnready(answer: string | undefined): string {
  return answer === undefined ? 'no: start it with "npm start"' : `no: ${answer}`;
}
