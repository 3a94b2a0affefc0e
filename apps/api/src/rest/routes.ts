import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callTRPCProcedure, type AnyTRPCRouter } from '@trpc/server';
import { DomainError } from '@crm/domain/errors';
import { requireSignedIn, type RequestContext } from '../context.ts';
import { asRecord, camelKeys, snakeKeys } from './keys.ts';
import { restProcedures, type Door, type RestProcedure } from './procedures.ts';
import { readQuery } from './query.ts';

export const restPrefix = '/crm/v1';

export function restDoor(router: AnyTRPCRouter): Door {
  return { title: 'Gamix CRM', prefix: restPrefix, procedures: restProcedures(router) };
}

/**
 * Serves the procedures of a door: the same middleware, rights and validation as over tRPC, with the keys, statuses and
 * headers that REST people expect.
 */
export function registerDoor(
  app: FastifyInstance,
  router: AnyTRPCRouter,
  door: Door,
  createContext: (request: FastifyRequest) => Promise<RequestContext>,
): void {
  for (const procedure of door.procedures) {
    app.route({
      method: procedure.rest.method,
      url: `${door.prefix}${procedure.rest.path}`,
      ...(procedure.rest.bodyLimit ? { bodyLimit: procedure.rest.bodyLimit } : {}),
      handler: async (request, reply) => {
        const ctx = await createContext(request);
        requireSignedIn(ctx);
        const input = readInput(procedure, request);
        const result: unknown = await callTRPCProcedure({
          router,
          path: procedure.name,
          type: procedure.type,
          ctx,
          input,
          getRawInput: () => Promise.resolve(input),
          signal: undefined,
          batchIndex: 0,
        });
        return sendResult(reply, procedure, ctx, result);
      },
    });
  }
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'QUERY'] as const;

/** A path that exists tells which methods it takes (405), instead of denying that it is there. */
export function refuseOtherMethods(app: FastifyInstance, { prefix, procedures }: Door): void {
  for (const url of new Set(procedures.map(({ rest }) => `${prefix}${rest.path}`))) {
    const allowed = methods.filter((method) => app.hasRoute({ method, url })).join(', ');
    const method = methods.filter((name) => !app.hasRoute({ method: name, url }));
    const refuse = async (request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('Allow', allowed);
      throw new DomainError('method_not_allowed', `${request.method} is not possible here. Use ${allowed}.`);
    };
    // Before a body is looked at, which some methods cannot do without.
    app.route({ method, url, onRequest: refuse, handler: refuse });
  }
}

const withBody = new Set(['POST', 'PUT', 'PATCH']);

/** Path → keys of the input; query → `filter` and paging; body → `data`; `If-Match` → `version`. */
function readInput({ input: schema, rest, adapt }: RestProcedure, request: FastifyRequest): Record<string, unknown> {
  const shape = schema?.shape ?? {};
  const input: Record<string, unknown> = { ...asRecord(request.params) };
  if (rest.method === 'GET') Object.assign(input, readQuery(shape, asRecord(request.query)));
  if (withBody.has(rest.method) && 'data' in shape) input['data'] = readBody(request.body);
  const ifMatch = request.headers['if-match'];
  if (ifMatch !== undefined && 'version' in shape) input['version'] = readVersion(ifMatch);
  return adapt ? adapt(input) : input;
}

function readBody(body: unknown): unknown {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) throw new DomainError('bad_request', 'Send a JSON object.');
  return camelKeys(body);
}

/** @throws DomainError `bad_request` for anything but one ETag of ours, such as `"3"` */
function readVersion(ifMatch: string): number {
  const version = /^(?:W\/)?"(\d{1,9})"$/u.exec(ifMatch.trim())?.[1];
  if (version === undefined)
    throw new DomainError('bad_request', 'If-Match takes the ETag that you read, such as "3".');
  return Number(version);
}

function sendResult(reply: FastifyReply, { rest }: RestProcedure, ctx: RequestContext, result: unknown): FastifyReply {
  if (ctx.answer.replayed) void reply.header('Idempotent-Replayed', 'true');
  const { version } = asRecord(result);
  if (typeof version === 'number') void reply.header('ETag', `"${version}"`);
  if (result === undefined || result === null) return reply.status(204).send();
  return reply.status(rest.status ?? 200).send(snakeKeys(result));
}
