import { join, resolve } from 'node:path';
import { userCacheDir } from '@crm/local/temporal-binary';
import { storageVariables, type StorageSettings } from '@crm/storage/settings';
import { namespace } from '@crm/domain/processes/contract';
import * as z from 'zod';

const lastPort = 65_535;
const portRule = `needs a port number from 1 to ${lastPort}`;
const port = z.coerce.number(portRule).int(portRule).min(1, portRule).max(lastPort, portRule).optional();
const text = z.string().trim().min(1).optional();

const schema = z.object({
  ...storageVariables,
  CRM_PORT: port,
  CRM_PG_PORT: port,
  CRM_TEMPORAL_PORT: port,
  CRM_TEMPORAL_UI_PORT: port,
  CRM_SMTP_PORT: port,
  CRM_PAYMENTS_PORT: port,
  CRM_METRICS_PORT: port,
  CRM_WORKER_METRICS_PORT: port,
  /** Whoever takes money for us; our own sandbox when left out. */
  CRM_PAYMENTS_URL: z.string().optional(),
  CRM_PAYMENTS_KEY: z.string().optional(),
  DATABASE_URL: text,
  TEMPORAL_ADDRESS: text,
  TEMPORAL_NAMESPACE: z.string().trim().min(1).default(namespace),
  TEMPORAL_UI_URL: text,
  SMTP_URL: text,
  CRM_MAIL_FROM: text,
  CRM_PUBLIC_URL: text,
  CRM_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  PATH: z.string().default(''),
  XDG_CACHE_HOME: text,
});

/** A port somebody asked for, or a default that may move on when it is taken. */
export interface WantedPort {
  readonly wanted: number;
  readonly fallback: boolean;
  readonly variable: string;
}

type PortName = 'api' | 'postgres' | 'temporal' | 'temporalUi' | 'smtp' | 'payments' | 'apiMetrics' | 'workerMetrics';

export interface CliConfig {
  /** The checkout. */
  readonly root: string;
  readonly dataDir: string;
  /** Where attachments lie. */
  readonly storage: StorageSettings;
  readonly ports: Readonly<Record<PortName, WantedPort>>;
  /** Servers of the user's own, used instead of starting one. */
  readonly databaseUrl: string | undefined;
  readonly temporalAddress: string | undefined;
  readonly temporalUiUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly paymentsUrl: string | undefined;
  readonly paymentsKey: string | undefined;
  /** Who mails come from. */
  readonly mailFrom: string | undefined;
  /** Where people reach the site, if not at the port of this machine. */
  readonly publicUrl: string | undefined;
  readonly namespace: string;
  readonly secret: string | undefined;
  readonly searchPath: string;
  readonly cacheDir: string;
  /** The environment as it came, handed on to the API, the worker and the build. */
  readonly inherited: NodeJS.ProcessEnv;
}

/**
 * Reads the settings of the command line tool from the environment.
 * @throws Error that names each variable with a wrong value.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): CliConfig {
  // An empty variable means the same as none, as in `CRM_PORT= npm start`.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Wrong setting in the environment. ${problems.join('; ')}`);
  }
  const env = parsed.data;
  const root = resolve(import.meta.dirname, '../../..');
  const dataDir = resolve(root, env.CRM_DATA_DIR);
  return {
    root,
    dataDir,
    storage: { ...env, CRM_STORAGE_DIR: resolve(root, env.CRM_STORAGE_DIR ?? join(dataDir, 'files')) },
    ports: {
      api: wantPort('CRM_PORT', env.CRM_PORT, 3000),
      postgres: wantPort('CRM_PG_PORT', env.CRM_PG_PORT, 5432),
      temporal: wantPort('CRM_TEMPORAL_PORT', env.CRM_TEMPORAL_PORT, 7233),
      temporalUi: wantPort('CRM_TEMPORAL_UI_PORT', env.CRM_TEMPORAL_UI_PORT, 8233),
      smtp: wantPort('CRM_SMTP_PORT', env.CRM_SMTP_PORT, 1025),
      payments: wantPort('CRM_PAYMENTS_PORT', env.CRM_PAYMENTS_PORT, 3900),
      apiMetrics: wantPort('CRM_METRICS_PORT', env.CRM_METRICS_PORT, 9464),
      workerMetrics: wantPort('CRM_WORKER_METRICS_PORT', env.CRM_WORKER_METRICS_PORT, 9564),
    },
    databaseUrl: env.DATABASE_URL,
    temporalAddress: env.TEMPORAL_ADDRESS,
    temporalUiUrl: env.TEMPORAL_UI_URL,
    smtpUrl: env.SMTP_URL,
    paymentsUrl: env.CRM_PAYMENTS_URL,
    paymentsKey: env.CRM_PAYMENTS_KEY,
    mailFrom: env.CRM_MAIL_FROM,
    publicUrl: env.CRM_PUBLIC_URL,
    namespace: env.TEMPORAL_NAMESPACE,
    secret: env.CRM_SECRET,
    searchPath: env.PATH,
    cacheDir: userCacheDir(env.XDG_CACHE_HOME),
    inherited: environment,
  };
}

/** Path of a log in the data folder. */
export function logPath({ dataDir }: CliConfig, name: string): string {
  return join(dataDir, 'logs', `${name}.log`);
}

function wantPort(variable: string, asked: number | undefined, usual: number): WantedPort {
  return { wanted: asked ?? usual, fallback: asked === undefined, variable };
}
