import { namespace } from '@crm/domain/processes/contract';
import { storageVariables } from '@crm/storage/settings';
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
  /** How long steps may go on after SIGTERM; longer than the longest of them. */
  CRM_WORKER_GRACE_SECONDS: seconds.default(15),
  /** Workflows that stay in memory between their tasks. */
  CRM_WORKER_CACHE: z.coerce.number().int().min(0).max(100_000).default(1_000),
  /** Set by a deployment that runs several versions side by side: runs stay with the version that began them. */
  CRM_WORKER_BUILD_ID: z.string().trim().min(1).optional(),
});

export type WorkerEnv = z.output<typeof schema>;

/**
 * The settings of the worker.
 * @throws Error that names each variable with a wrong value in one line
 */
export function readEnv(environment: NodeJS.ProcessEnv): WorkerEnv {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Wrong setting in the environment. ${problems.join('; ')}`);
}
