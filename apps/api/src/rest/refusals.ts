import { scopeForPermission } from '@crm/core/policy';
import { errorCodes } from '@crm/domain/errors';
import { httpStatus } from '../http/status.ts';
import type { RestProcedure } from './procedures.ts';

type Json = Record<string, unknown>;

const number = { schema: { type: 'integer' } };
/** What `limits/routes.ts` and `problem.ts` say beside a refusal. */
const headers: Readonly<Record<number, Json>> = {
  401: { 'WWW-Authenticate': { schema: { type: 'string' } } },
  429: {
    'Retry-After': { ...number, description: 'Seconds to wait.' },
    'RateLimit-Limit': { ...number, description: 'Requests that may come at once.' },
    'RateLimit-Remaining': { ...number, description: 'Of those, how many still may.' },
    'RateLimit-Reset': { ...number, description: 'Seconds until all of them may again.' },
  },
};

/** Every refusal as a response of the document, by its status, with the codes that have it. */
export function describeRefusals(): Json {
  const byStatus = Map.groupBy(errorCodes, (code) => httpStatus[code]);
  return Object.fromEntries([
    ['Problem', { description: 'Refused', ...content }],
    ...[...byStatus].map(([status, codes]) => [
      `Problem${status}`,
      { description: codes.join(', '), ...(headers[status] ? { headers: headers[status] } : {}), ...content },
    ]),
  ]);
}

const content = {
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const always = [400, 401, 403, 429];
const ofWrites = [409, 413, 415, 422];

/** The refusals that an operation can answer with. */
export function refusalsOf({ rest, input, name }: RestProcedure): Json {
  const takesVersion = 'version' in (input?.shape ?? {});
  const statuses = [
    ...always,
    ...(rest.path.includes(':') ? [404] : []),
    ...(rest.method === 'GET' ? [422] : ofWrites),
    ...(takesVersion ? [412] : []),
    ...(name.endsWith('.replace') ? [428] : []),
  ];
  const entries = statuses.map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]);
  return { ...Object.fromEntries(entries), default: { $ref: '#/components/responses/Problem' } };
}

/** Who may call an operation: anybody signed in, or whose token has the scope that its permission belongs to. */
export function securityOf({ meta }: RestProcedure): readonly Json[] {
  return [{ bearer: meta.permission === null ? [] : [scopeForPermission(meta.permission)] }];
}
