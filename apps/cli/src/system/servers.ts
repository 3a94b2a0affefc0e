import { findLocalServer } from '@crm/local/local-server';
import { findMail, startMail } from '@crm/local/mail';
import { startPayments } from '@crm/local/payments';
import { choosePort } from '@crm/local/ports';
import { findPostgres, startPostgres } from '@crm/local/postgres';
import { withPostgres } from '@crm/local/postgres-client';
import type { ProcessRef } from '@crm/local/process';
import { findLiveProcess } from '@crm/local/process-record';
import { startTemporal } from '@crm/local/temporal';
import type { CliConfig, WantedPort } from '../env.ts';

/** The database to use, and its server if it is ours. */
export interface DatabaseServer {
  readonly url: string;
  readonly process: ProcessRef | undefined;
  readonly reused: boolean;
  /** For the person: which server this is. */
  readonly description: string;
  stop(): Promise<void>;
}

/** The Temporal server to use, and its process if it is ours. */
export interface TemporalServer {
  readonly address: string;
  readonly uiUrl: string;
  readonly process: ProcessRef | undefined;
  readonly description: string;
}

/**
 * The database server: the one of `DATABASE_URL`, else the data folder's own, started if it does not run.
 * @throws Error when it does not come up, or a port that was asked for is taken.
 */
export async function startDatabase(config: CliConfig, onProgress?: (line: string) => void): Promise<DatabaseServer> {
  const { databaseUrl, dataDir, ports } = config;
  if (databaseUrl !== undefined) {
    await checkReachable(databaseUrl);
    const description = `existing server at ${hideCredentials(databaseUrl)}`;
    return { url: databaseUrl, process: undefined, reused: true, description, stop: async () => undefined };
  }
  const port = findPostgres(dataDir)?.port ?? (await choosePort(ports.postgres));
  const server = await startPostgres({ dataDir, port, ...(onProgress === undefined ? {} : { onProgress }) });
  return {
    url: server.url,
    process: server.process,
    reused: server.reused,
    description: `127.0.0.1:${server.port}${server.reused ? ', was running' : ''}`,
    stop: () => server.stop(),
  };
}

/**
 * The Temporal server: the one of `TEMPORAL_ADDRESS`, else the data folder's own, started if it does not run.
 * @throws Error when it does not come up, or a port that was asked for is taken.
 */
export async function startTemporalServer(
  config: CliConfig,
  onProgress: (line: string) => void,
): Promise<TemporalServer> {
  const { dataDir, namespace, cacheDir, searchPath, temporalAddress: address, temporalUiUrl: uiUrl, ports } = config;
  const ours = address === undefined && findLiveProcess(dataDir, 'temporal') === undefined;
  const port = await chooseIf(ours, ports.temporal);
  const uiPort = await chooseIf(ours, ports.temporalUi);
  const place = { dataDir, address, uiUrl, port, uiPort };
  const server = await startTemporal({ ...place, namespace, cacheDir, searchPath, onProgress });
  const description = address === undefined ? `${server.address}, ${server.source}` : server.source;
  return { address: server.address, uiUrl: server.uiUrl, process: server.process, description };
}

/** Where mails go out, and the process of the server if it is ours. */
export interface MailOut {
  readonly url: string;
  /** Where our own server keeps what it takes. */
  readonly folder: string | undefined;
  readonly process: ProcessRef | undefined;
  readonly description: string;
}

/**
 * The mail server: the one of `SMTP_URL`, else the data folder's own, which keeps every mail and sends it nowhere.
 * @throws Error when it does not come up, or a port that was asked for is taken.
 */
export async function startMailServer({ dataDir, smtpUrl, ports }: CliConfig): Promise<MailOut> {
  if (smtpUrl !== undefined) {
    const description = `existing server at ${hideCredentials(smtpUrl)}`;
    return { url: smtpUrl, folder: undefined, process: undefined, description };
  }
  const port = await chooseIf(findMail(dataDir) === undefined, ports.smtp);
  const { url, folder, process, port: bound } = await startMail({ dataDir, port });
  return { url, folder, process, description: `127.0.0.1:${bound}, keeps what is sent in ${folder}` };
}

/** Whoever takes money, and the process of the sandbox if it is ours. */
export interface MoneyIn {
  readonly url: string;
  readonly process: ProcessRef | undefined;
  readonly description: string;
}

/**
 * The payment provider: the one of `CRM_PAYMENTS_URL`, else the data folder's own sandbox, which moves no money.
 * @throws Error when it does not come up, or a port that was asked for is taken.
 */
export async function startPaymentsServer({ dataDir, paymentsUrl, ports }: CliConfig, key: string): Promise<MoneyIn> {
  if (paymentsUrl !== undefined) {
    return { url: paymentsUrl, process: undefined, description: `existing provider at ${paymentsUrl}` };
  }
  const port = await chooseIf(findLocalServer(dataDir, 'payments') === undefined, ports.payments);
  const { url, process } = await startPayments({ dataDir, port, key });
  return { url, process, description: `${url}, a sandbox that moves no money` };
}

/** The same settings with the ports that are in use by now, so that a server that is started again is found there. */
export function keepPorts(
  config: CliConfig,
  database: DatabaseServer,
  temporal: TemporalServer,
  mail: MailOut,
  payments: MoneyIn,
): CliConfig {
  const keep = (port: WantedPort, url: string): WantedPort => ({
    ...port,
    wanted: portOf(url) ?? port.wanted,
    fallback: false,
  });
  const ports = {
    ...config.ports,
    postgres: keep(config.ports.postgres, database.url),
    temporal: keep(config.ports.temporal, `tcp://${temporal.address}`),
    temporalUi: keep(config.ports.temporalUi, temporal.uiUrl),
    smtp: keep(config.ports.smtp, mail.url),
    payments: keep(config.ports.payments, payments.url),
  };
  return { ...config, ports };
}

async function checkReachable(url: string): Promise<void> {
  try {
    await withPostgres(url, (client) => client.query('select 1'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The PostgreSQL server at ${hideCredentials(url)} (DATABASE_URL) cannot be used: ${reason}. Check the address and that it runs.`,
      { cause: error },
    );
  }
}

function portOf(url: string): number | undefined {
  const port = URL.canParse(url) ? new URL(url).port : '';
  return port === '' ? undefined : Number(port);
}

/** A database address for the screen, without name and password. */
export function hideCredentials(url: string): string {
  if (!URL.canParse(url)) return 'an address that is no URL';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

async function chooseIf(needed: boolean, port: WantedPort): Promise<number> {
  return needed ? await choosePort(port) : port.wanted;
}
