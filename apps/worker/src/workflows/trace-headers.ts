import type { Headers, WorkflowInterceptors } from '@temporalio/workflow';

/** As `packages/telemetry/src/temporal.ts` has it. */
const header = '_tracer-data';

/**
 * Hands on to the steps what a run was told that it belongs to: by its start, and from then on by each message to it.
 * A run that goes on as a new one hands on nothing until a message comes: what goes on for months is no one trace.
 * It decides nothing, so that recorded runs go the same way with it and without.
 */
export function interceptors(): WorkflowInterceptors {
  let cause: Headers = {};
  const hear = (headers: Headers) => {
    const told = headers[header];
    if (told !== undefined) cause = { [header]: told };
  };
  return {
    inbound: [
      {
        execute(input, next) {
          hear(input.headers);
          return next(input);
        },
        handleSignal(input, next) {
          hear(input.headers);
          return next(input);
        },
        handleUpdate(input, next) {
          hear(input.headers);
          return next(input);
        },
      },
    ],
    outbound: [{ scheduleActivity: (input, next) => next({ ...input, headers: { ...input.headers, ...cause } }) }],
  };
}
