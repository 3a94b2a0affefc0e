import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import type { Logger } from 'pino';
import { z } from 'zod';
import { recordRetry } from '@crm/core/process/process-progress';
import { describeError, toFailure } from './failures.ts';
import { runAsProcess, type ActivityDeps } from './run-step.ts';

const inputShape = z.object({ processId: z.uuid(), now: z.iso.datetime() });

/**
 * Turns what a step throws into what Temporal understands, logs it, and shows on the process that it is tried again.
 * Where the database itself is the trouble that cannot be written; then the next try says how many there were.
 */
export function createFailureInterceptor(deps: ActivityDeps, log: Logger): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      try {
        return await next(input);
      } catch (error) {
        const failure = toFailure(error);
        const { activityType, attempt, workflowExecution } = activityInfo();
        const told = describeError(error);
        log.warn(
          {
            activity: activityType,
            attempt,
            workflowId: workflowExecution?.workflowId,
            error: told,
            at: framesOf(error),
          },
          'a step failed',
        );
        const step = inputShape.safeParse(input.args[0]).data;
        const again = failure instanceof ApplicationFailure && failure.nonRetryable !== true;
        if (again && step !== undefined) {
          await runAsProcess(deps, step, (ctx) => recordRetry(ctx, step.processId, attempt, told)).catch(
            () => undefined,
          );
        }
        throw failure;
      }
    },
  };
}

/** Where it was thrown, without the message, which may carry people's data. */
function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines
    .filter((line) => /^\s+at /u.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}
