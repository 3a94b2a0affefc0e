import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, type RetryPolicy } from '@temporalio/common';
import { msToNumber } from '@temporalio/common/lib/time.js';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import type { Logger } from 'pino';
import { z } from 'zod';
import { recordFailure } from '@crm/core/process/process-progress';
import { describeError, toFailure } from './failures.ts';
import { describeWork, rememberInput, runAsProcess, type ActivityDeps } from './run-step.ts';

/** As the server has it where nothing else is said. */
const longestFactor = 100;

const inputShape = z.object({ processId: z.uuid(), now: z.iso.datetime() });

/**
 * Turns what a step throws into what Temporal understands, logs it, and shows on the process that it failed, and when it is tried again.
 * Where the database itself is the trouble that cannot be written; then the next try says how many there were.
 */
export function createFailureInterceptor(deps: ActivityDeps, log: Logger): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      try {
        rememberInput(input.args[0]);
        return await next(input);
      } catch (error) {
        const failure = toFailure(error);
        const { activityType, attempt, retryPolicy, workflowExecution } = activityInfo();
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
        if (failure instanceof ApplicationFailure && step !== undefined) {
          const retryAt = failure.nonRetryable === true ? null : nextTry(attempt, retryPolicy);
          const failed = { ...describeWork(), processId: step.processId, error: told, retryAt };
          await runAsProcess(deps, step, (ctx) => recordFailure(ctx, failed)).catch(() => undefined);
        }
        throw failure;
      }
    },
  };
}

/** When the server tries again: after a pause that grows with each try. */
function nextTry(attempt: number, policy: RetryPolicy = {}): Date {
  const { initialInterval = '1 second', backoffCoefficient = 2, maximumInterval } = policy;
  const first = msToNumber(initialInterval);
  const longest = maximumInterval === undefined ? first * longestFactor : msToNumber(maximumInterval);
  return new Date(Date.now() + Math.min(first * backoffCoefficient ** (attempt - 1), longest));
}

/** Where it was thrown, without the message, which may carry people's data. */
function framesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines
    .filter((line) => /^\s+at /u.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}
