import type { WorkflowClientInterceptor } from '@temporalio/client';
import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import { carryContext, readContext, type Context } from './spans.ts';

/** The header in which all SDKs of Temporal carry what a call belongs to. */
const header = '_tracer-data';

function withContext(headers: Headers): Headers {
  const carried = carryContext();
  return Object.keys(carried).length === 0
    ? headers
    : { ...headers, [header]: defaultPayloadConverter.toPayload(carried) };
}

/** Runs that are started, and messages to them, are told what they belong to. */
export const carriesTrace: WorkflowClientInterceptor = {
  startWithDetails: (input, next) => next({ ...input, headers: withContext(input.headers) }),
  signal: (input, next) => next({ ...input, headers: withContext(input.headers) }),
  startUpdate: (input, next) => next({ ...input, headers: withContext(input.headers) }),
};

/** What a call was told that it belongs to. */
export function contextOfHeaders(headers: Headers): Context {
  const payload = headers[header];
  const carried: unknown = payload === undefined ? {} : defaultPayloadConverter.fromPayload(payload);
  return readContext(Object(carried));
}
