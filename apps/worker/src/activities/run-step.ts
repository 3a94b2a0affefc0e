import { activityInfo, Context } from '@temporalio/activity';
import type { Ports, ServiceContext } from '@crm/core/context';
import type { PaymentProvider } from '@crm/core/ports/payment-provider';
import type { FileStore } from '@crm/core/ports/file-store';
import type { StepCall } from '@crm/core/process/process-progress';
import { isStepSkipped } from '@crm/core/process/process-progress';
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
  /** Where the bytes of files lie. */
  readonly files: FileStore;
  /** Whoever takes money for us; `null` where nobody does. */
  readonly payments: PaymentProvider | null;
}

/** What the activity at work is about, for the log of its process. */
interface AtWork {
  readonly input: unknown;
  step: string | null;
}

const atWork = new WeakMap<Context, AtWork>();

/** Keeps what the activity at work was called with. */
export function rememberInput(input: unknown): void {
  atWork.set(Context.current(), { input, step: null });
}

/** Which step is at work, called what and with what beyond what every step is told. */
export function describeWork(): { step: string | null; attempt: number; activity: string; input?: object } {
  const { attempt, activityType: activity } = activityInfo();
  const { input = null, step = null } = atWork.get(Context.current()) ?? {};
  const own = Object.entries(input ?? {}).filter(([key]) => key !== 'processId' && key !== 'now');
  return { step, attempt, activity, ...(own.length > 0 && { input: Object.fromEntries(own) }) };
}

/**
 * Runs one call of a service in one transaction as the process.
 * @param step the key of the step that the process page shows
 * @param skipped what the step gives when an operator leaves it out; for steps that the registry calls skippable
 */
export function runStepAsProcess<T>(
  deps: ActivityDeps,
  { processId, now }: StepInput,
  step: string,
  call: (ctx: ServiceContext, call: StepCall) => Promise<T>,
  skipped?: { readonly gives: T },
): Promise<T> {
  const work = atWork.get(Context.current());
  if (work) work.step = step;
  return runAsProcess(deps, { processId, now }, async (ctx) => {
    if (skipped !== undefined && (await isStepSkipped(ctx, processId, step))) return skipped.gives;
    return call(ctx, { ...describeWork(), processId, step });
  });
}

/** The same for what is no step. */
export function runAsProcess<T>(
  deps: ActivityDeps,
  input: StepInput,
  work: (ctx: ServiceContext) => Promise<T>,
): Promise<T> {
  return runInCore({ em: deps.fork(), ports: deps.ports, processId: input.processId, now: new Date(input.now) }, work);
}
