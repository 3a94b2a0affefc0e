import { z } from 'zod';

/**
 * `current`: new runs go there. `ramping`: a part of them does. `draining`: it ends those that it began. `drained`: it has
 * none any more and can be switched off. `inactive`: it never had any.
 */
export const workerVersionStates = ['current', 'ramping', 'draining', 'drained', 'inactive'] as const;
export type WorkerVersionState = (typeof workerVersionStates)[number];

/** A version of the workers' code, where a deployment says which ones there are. */
export const workerVersion = z.object({
  buildId: z.string(),
  state: z.enum(workerVersionStates),
  /** Runs that will end on it. */
  running: z.number().int(),
});
export type WorkerVersion = z.output<typeof workerVersion>;

export const workerVersions = z.object({ items: z.array(workerVersion) });
export type WorkerVersions = z.output<typeof workerVersions>;
