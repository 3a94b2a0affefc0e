import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';

export { SpanKind } from '@opentelemetry/api';
export type { Attributes, Context } from '@opentelemetry/api';

/** What is done, by the part of the product that does it. More than that is said by attributes. */
export type SpanName = 'crm.http' | 'crm.service' | 'crm.db' | 'crm.deliver' | 'crm.process' | 'crm.integration';

export interface SpanOptions {
  readonly kind?: SpanKind;
  /** What it belongs to, where that is not what is at work here: a request of another process. */
  readonly parent?: Context;
}

/** A span that does nothing, and costs nothing, where no tracing was started. */
export function startSpan(name: SpanName, attributes: Attributes, { kind, parent }: SpanOptions = {}): Span {
  const options = { attributes, kind: kind ?? SpanKind.INTERNAL };
  return trace.getTracer('crm').startSpan(name, options, parent ?? context.active());
}

/** Does some work as a span. What it throws is told by its name or code: messages may hold what people wrote. */
export async function inSpan<T>(
  name: SpanName,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
  options: SpanOptions = {},
): Promise<T> {
  const span = startSpan(name, attributes, options);
  try {
    return await context.with(trace.setSpan(options.parent ?? context.active(), span), work, undefined, span);
  } catch (error) {
    markFailed(span, nameError(error));
    throw error;
  } finally {
    span.end();
  }
}

/** The same of what another system does for us. */
export function callOutside<T>(system: string, work: (span: Span) => Promise<T>): Promise<T> {
  return inSpan('crm.integration', { 'crm.integration': system }, work, { kind: SpanKind.CLIENT });
}

/** Says that what the span tells of did not succeed. @param type a code, or the name of a class */
export function markFailed(span: Span, type: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', type);
}

/** The code of an error, or what class it is of. */
export function nameError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** What is at work here, as W3C writes it (`traceparent`), for what others do about it later; `null` without tracing. */
export function activeTrace(): string | null {
  return carryContext()['traceparent'] ?? null;
}

/** The id by which a trace is looked up, for logs; `undefined` without tracing. */
export function activeTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}

/** What is at work here, as headers that another process reads. */
export function carryContext(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** What the headers of a message say that it belongs to; nothing, where they say nothing. */
export function readContext(headers: Readonly<Record<string, unknown>>): Context {
  return propagation.extract(ROOT_CONTEXT, headers);
}

/** The same of a `traceparent` alone. */
export function contextOf(traceParent: string | null): Context {
  return traceParent === null ? ROOT_CONTEXT : readContext({ traceparent: traceParent });
}

/** Goes on as a part of the span. */
export function withSpan<T>(span: Span, parent: Context, work: () => T): T {
  return context.with(trace.setSpan(parent, span), work);
}
