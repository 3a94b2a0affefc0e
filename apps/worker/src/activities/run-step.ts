import { activityInfo } from '@temporalio/activity';
import type { Ports, ServiceContext } from '@crm/core/context';
import type { StepCall } from '@crm/core/process/process-progress';
import { runAsProcess as runInCore } from '@crm/core/process/run-as-process';
import type { EntityManager } from '@crm/db/orm';

/** What every step is told: which process it belongs to, and the run's own clock. */
export interface StepInput {
  readonly processId: string;
  /** ISO instant; ahead of the wall clock where time is skipped. */
  readonly now: string;
}

export interface ActivityDeps {
  /** A fresh entity manager, outside of any transaction. */
  fork(): EntityManager;
  readonly ports: Ports;
}

/**
 * Runs one call of a service in one transaction as the process.
 * @param step the key of the step that the process page shows
 */
export function runStepAsProcess<T>(
  deps: ActivityDeps,
  { processId, now }: StepInput,
  step: string,
  work: (ctx: ServiceContext, call: StepCall) => Promise<T>,
): Promise<T> {
  return runAsProcess(deps, { processId, now }, (ctx) =>
    work(ctx, { processId, step, attempt: activityInfo().attempt }),
  );
}

/** The same for what is no step. */
export function runAsProcess<T>(
  deps: ActivityDeps,
  input: StepInput,
  work: (ctx: ServiceContext) => Promise<T>,
): Promise<T> {
  return runInCore({ em: deps.fork(), ports: deps.ports, processId: input.processId, now: new Date(input.now) }, work);
}
