import type { MailPerson } from '@crm/core/ports/mail-post';
import { namespace } from '@crm/domain/processes/contract';
import { hostList } from '@crm/core/outbound/host-list';
import { readSeller } from '@crm/documents/settings';
import { storageVariables } from '@crm/storage/settings';
import { metricsVariables } from '@crm/telemetry/settings';
import { z } from 'zod';

const seconds = z.coerce.number().int().min(1).max(600);

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Connections at most, without the one that listens. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
  TEMPORAL_ADDRESS: z.string().trim().min(1),
  TEMPORAL_NAMESPACE: z.string().trim().min(1).default(namespace),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  CRM_EMAIL_CHECK: z.enum(['off', 'dns']).default('off'),
  ...storageVariables,
  ...metricsVariables,
  /** Where mails go out: `smtp://name:password@host:587`, `smtps:` for TLS at once. Without it they wait. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Who mails come from: `Name <address>`. */
  CRM_MAIL_FROM: z.string().transform(readSender).optional(),
  /** The keys by which push services of browsers know us (VAPID), both or none; the public one is the API's too. */
  CRM_PUSH_PUBLIC_KEY: z.string().min(1).optional(),
  CRM_PUSH_PRIVATE_KEY: z.string().min(1).optional(),
  /** Where people reach the site: what links in mails begin with. */
  CRM_PUBLIC_URL: z.url().optional(),
  /** Signs the links in mails that need no signing in; the same as the API's. */
  CRM_SECRET: z.string().min(32).optional(),
  /** Internal hosts that webhooks may go to, without TLS too, parted by commas. */
  CRM_ALLOWED_HOSTS: hostList,
  /** Whoever takes money for us, and what opens it; both or none. */
  CRM_PAYMENTS_URL: z.url({ protocol: /^https?$/ }).optional(),
  CRM_PAYMENTS_KEY: z.string().min(16).optional(),
  /** Who sends quotes and invoices, as printed on them; the same as the API's. */
  CRM_SELLER: z.string().transform(readSeller).optional(),
  /** How long steps may go on after SIGTERM; longer than the longest of them. */
  CRM_WORKER_GRACE_SECONDS: seconds.default(15),
  /** Workflows that stay in memory between their tasks. */
  CRM_WORKER_CACHE: z.coerce.number().int().min(0).max(100_000).default(1_000),
  /** Set by a deployment that runs several versions side by side: runs stay with the version that began them. */
  CRM_WORKER_BUILD_ID: z.string().trim().min(1).optional(),
});

const mailSchema = schema.superRefine((env, issues) => {
  if (env.SMTP_URL === undefined) return;
  for (const name of ['CRM_MAIL_FROM', 'CRM_PUBLIC_URL', 'CRM_SECRET'] as const) {
    if (env[name] === undefined) issues.addIssue({ code: 'custom', path: [name], message: 'is needed to send mail' });
  }
});

export type WorkerEnv = z.output<typeof mailSchema>;

/**
 * The settings of the worker.
 * @throws Error that names each variable with a wrong value in one line
 */
export function readEnv(environment: NodeJS.ProcessEnv): WorkerEnv {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = mailSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Wrong setting in the environment. ${problems.join('; ')}`);
}

function readSender(text: string, issues: z.core.$RefinementCtx): MailPerson {
  const { name, address } = /^(?:(?<name>[^<>]*)<)?(?<address>[^\s<>@]+@[^\s<>@]+)>?$/u.exec(text.trim())?.groups ?? {};
  if (address === undefined) issues.addIssue({ code: 'custom', message: 'needs "Name <address>"' });
  return { address: address ?? '', name: name?.trim() || undefined };
}
