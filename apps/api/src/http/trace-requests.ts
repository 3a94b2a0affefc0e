import type { FastifyInstance, FastifyRequest } from 'fastify';
import { markFailed, readContext, SpanKind, startSpan, withSpan, type Context } from '@crm/telemetry/spans';

type Span = ReturnType<typeof startSpan>;

/** What is asked for all the time, and a stream that is open for hours, are no traces. */
const untraced = /^\/(?:health|assets\/|trpc\/live\.changes(?:$|\?))/u;
const firstServerError = 500;

/** A span for each request, as a part of the caller's trace if it names one; everything done for it belongs to it. */
export function traceRequests(app: FastifyInstance): void {
  const traced = new WeakMap<FastifyRequest, { readonly span: Span; readonly parent: Context }>();

  app.addHook('onRequest', (request, _reply, done) => {
    if (untraced.test(request.url)) return done();
    const parent = readContext(request.headers);
    const attributes = {
      'http.request.method': request.method,
      'http.route': request.routeOptions.url ?? 'unknown',
      'crm.request_id': request.id,
    };
    const span = startSpan('crm.http', attributes, { kind: SpanKind.SERVER, parent });
    traced.set(request, { span, parent });
    withSpan(span, parent, done);
  });
  // Who read the body was called by the socket, which knows nothing of the request.
  app.addHook('preValidation', (request, _reply, done) => {
    const { span, parent } = traced.get(request) ?? {};
    if (span === undefined || parent === undefined) return done();
    withSpan(span, parent, done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const span = traced.get(request)?.span;
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (span !== undefined && reply.statusCode >= firstServerError) markFailed(span, String(reply.statusCode));
    span?.end();
    done();
  });
}
