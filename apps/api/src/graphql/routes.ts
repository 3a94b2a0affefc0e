import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '@crm/domain/errors';
import type { RequestContext } from '../context.ts';
import { fromFastify } from '../http/fastify-errors.ts';
import { httpStatus } from '../http/status.ts';
import { toDomainError } from '../trpc/errors.ts';
import type { EngineParts, GraphqlEngine } from './engine.ts';
import { renderGraphqlDocs } from './docs-page.ts';
import { formatError } from './errors.ts';

const path = '/graphql';
const docsPath = '/docs/graphql';
const schemaPath = '/docs/schema.graphql';
const mediaType = 'application/graphql-response+json';

type GraphqlParts = Pick<EngineParts, 'router' | 'operations'> & {
  createContext(request: FastifyRequest): Promise<RequestContext>;
};

/**
 * `POST /graphql`: the same procedures in GraphQL's words, by its specification for HTTP. JSON only and by POST only, so
 * that no other site's page can send it with a person's cookie.
 */
export function registerGraphql(app: FastifyInstance, { createContext, ...parts }: GraphqlParts): void {
  const onUnexpected = (error: unknown, requestId: string) =>
    app.log.error({ err: error, 'crm.request_id': requestId }, 'unexpected error');
  // Made for the first who asks: it takes a moment, and many an API is never spoken to in GraphQL.
  let engine: Promise<GraphqlEngine> | undefined;
  const start = async () => {
    const { GraphqlEngine } = await import('./engine.ts');
    return new GraphqlEngine({ ...parts, onUnexpected });
  };

  app.route({
    method: 'POST',
    url: path,
    errorHandler(error, request, reply) {
      const known = toDomainError(fromFastify(error));
      if (known.code === 'internal') onUnexpected(error, request.id);
      return sendRefusal(reply, known, request);
    },
    async handler(request, reply) {
      refuseOtherTypes(request);
      const ctx = await createContext(request);
      engine ??= start();
      const { body, refusal, replayed } = await (await engine).run(request.body, ctx, whileOpen(reply));
      if (replayed) void reply.header('Idempotent-Replayed', 'true');
      // Clients that know the newer media type are told by the status too; the others find everything in the body.
      const status = refusal && speaksNewer(request) ? httpStatus[refusal.code] : 200;
      return reply.status(status).type(answerType(request)).send(JSON.stringify(body));
    },
  });

  app.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url: path,
    handler(request, reply) {
      void reply.header('Allow', 'POST');
      throw new DomainError('method_not_allowed', `Send queries to ${path} by POST: ${docsPath} tells how.`);
    },
  });

  const page = renderGraphqlDocs(schemaPath);
  app.get(docsPath, (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  app.get(schemaPath, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(await readFile(new URL('schema.graphql', import.meta.url), 'utf8')),
  );
}

function refuseOtherTypes({ headers }: FastifyRequest): void {
  if (!/^application\/json\b/iu.test(headers['content-type'] ?? '')) {
    throw new DomainError('unsupported_media_type', 'Send the body as application/json.');
  }
}

function speaksNewer({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes(mediaType) ?? false;
}

function answerType(request: FastifyRequest): string {
  return `${speaksNewer(request) ? mediaType : 'application/json'}; charset=utf-8`;
}

/** What was refused at the door, in the form that a client of GraphQL reads. */
function sendRefusal(reply: FastifyReply, known: DomainError, request: FastifyRequest): FastifyReply {
  const status = httpStatus[known.code];
  const retryAfter = known.details['retry_after_seconds'];
  if (status === 401) void reply.header('WWW-Authenticate', 'Bearer realm="crm"');
  if (typeof retryAfter === 'number') void reply.header('Retry-After', String(Math.max(1, Math.ceil(retryAfter))));
  const body = { errors: [formatError(known, request.id)] };
  return reply.status(status).type(answerType(request)).send(JSON.stringify(body));
}

/** A signal that ends with the connection. */
function whileOpen(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return controller.signal;
}
