import { hostList } from '@crm/core/outbound/host-list';
import { readSeller } from '@crm/documents/settings';
import { storageVariables } from '@crm/storage/settings';
import { metricsVariables } from '@crm/telemetry/settings';
import { z } from 'zod';
import { originList } from './http/cors.ts';

const shape = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/u }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('crm'),
  TEMPORAL_UI_URL: z.url().optional(),
  /** Folder of the built admin; without it only the API is served. */
  ADMIN_DIST: z.string().optional(),
  /** The key by which push services of browsers know us (VAPID); without it nothing can be pushed. */
  CRM_PUSH_PUBLIC_KEY: z.string().min(1).optional(),
  /** Signs access tokens, links to files, and links in mails. */
  CRM_SECRET: z.string().min(32),
  /** The address that people reach the site by; `https:` makes cookies secure. */
  CRM_PUBLIC_URL: z.url().optional(),
  /** Whether a proxy in front of us tells the client's address. */
  TRUST_PROXY: z.stringbool().default(false),
  ...storageVariables,
  ...metricsVariables,
  /** The largest file that is taken; 100 MiB. */
  CRM_UPLOAD_MAX_BYTES: z.coerce.number().int().min(1).default(104_857_600),
  /** A JSON file of GraphQL operations by name: with it only these run. */
  CRM_GRAPHQL_OPERATIONS: z.string().optional(),
  /** A JSON file of issuers whose tokens are taken: see docs/operations.md. */
  CRM_TRUSTED_ISSUERS: z.string().optional(),
  /** Other origins whose pages may call, parted by commas. */
  CRM_CORS_ORIGINS: originList.optional(),
  /** Requests per second of one credential, or of one address without; 0 lifts the limit. */
  CRM_RATE_LIMIT: z.coerce.number().min(0).default(50),
  /** How many of them may come at once. */
  CRM_RATE_BURST: z.coerce.number().int().min(1).default(100),
  /** Internal hosts that webhooks may go to, without TLS too, parted by commas. */
  CRM_ALLOWED_HOSTS: hostList,
  CRM_EMAIL_CHECK: z.enum(['off', 'dns']).default('off'),
  /** What the payment provider signs its callbacks with; the same as the worker's. */
  CRM_PAYMENTS_KEY: z.string().min(16).optional(),
  /** Who sends quotes and invoices, as printed on them: the name, then the address line by line, parted by `|`. */
  CRM_SELLER: z.string().transform(readSeller).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type Env = z.output<typeof shape>;

/** @throws Error with one line that names each wrong variable */
export function readEnv(variables: NodeJS.ProcessEnv): Env {
  const parsed = shape.safeParse(variables);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`The API cannot start. ${wrong}`);
}
