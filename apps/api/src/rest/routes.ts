import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AnyTRPCRouter } from '@trpc/server';
import { DomainError } from '@crm/domain/errors';
import { requireSignedIn, type RequestContext } from '../context.ts';
import { callProcedure } from './call.ts';
import { asRecord, camelKeys, snakeKeys } from './keys.ts';
import { restProcedures, type Door, type RestProcedure } from './procedures.ts';
import { readQuery } from './query.ts';
import { shapingOf } from './shaping.ts';

export const restPrefix = '/crm/v1';

export function restDoor(router: AnyTRPCRouter): Door {
  return { title: 'Gamix CRM', prefix: restPrefix, procedures: restProcedures(router), shaping: shapingOf(router) };
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
        const query = asRecord(request.query);
        const reshape = door.shaping?.take(procedure, query);
        const result = await callProcedure(router, procedure, ctx, readInput(procedure, request, query));
        return sendResult(reply, procedure, ctx, result, reshape ? await reshape(ctx, result) : result);
      },
    });
  }
}

type Values = Record<string, unknown>;
const withBody = new Set(['POST', 'PUT', 'PATCH']);

/** Path → keys of the input; query → `filter` and paging; body → `data`; `If-Match` → `version`. */
function readInput({ input: schema, rest, adapt }: RestProcedure, request: FastifyRequest, query: Values): Values {
  const shape = schema?.shape ?? {};
  const input: Values = { ...asRecord(request.params) };
  if (rest.method === 'GET') Object.assign(input, readQuery(shape, query));
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

/** @param shown what is sent of the result */
function sendResult(
  reply: FastifyReply,
  { rest }: RestProcedure,
  ctx: RequestContext,
  result: unknown,
  shown: unknown,
): FastifyReply {
  if (ctx.answer.replayed) void reply.header('Idempotent-Replayed', 'true');
  const { version } = asRecord(result);
  if (typeof version === 'number') void reply.header('ETag', `"${version}"`);
  if (result === undefined || result === null) return reply.status(204).send();
  return reply.status(rest.status ?? 200).send(snakeKeys(shown));
}
