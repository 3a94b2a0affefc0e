import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '@crm/domain/errors';
import { sendProblem } from '../rest/problem.ts';
import { RateLimiter } from './rate-limiter.ts';
import { fullInMs, type Rate, type Take } from './token-bucket.ts';

/** What is not counted: whether the system lives, its own pages, and the one stream of changes that a page listens to. */
const spared = /^\/(?:health|assets\/|trpc\/live\.changes(?:$|\?))/u;
/** Everything that is called; what is left are the pages of the admin. */
const called = /^\/(?:crm|admin|trpc|graphql|forms|files|docs)(?:[/?]|$)/u;

/**
 * Counts the requests of each credential, and of each address for those without one. A credential that was not seen
 * before is counted at its address too, and one that was refused is forgotten, so that guessing is slow however many
 * are made up. The first check of all: what is refused here costs nothing more.
 */
export function registerRateLimits(app: FastifyInstance, rate: Rate | null): void {
  if (rate === null) return;
  const limiter = new RateLimiter(rate);
  const credentials = new WeakMap<FastifyRequest, string>();

  app.addHook('onRequest', async (request, reply) => {
    if (spared.test(request.url) || !called.test(request.url)) return;
    const now = Date.now();
    const credential = credentialOf(request);
    const address = `address ${request.ip}`;
    const unknown = credential !== null && !limiter.knows(credential);
    if (credential !== null) credentials.set(request, credential);
    const counted = [
      ...(credential === null || unknown ? [address] : []),
      ...(credential === null ? [] : [credential]),
    ];
    for (const key of counted) {
      const result = limiter.take(key, now, procedures(request.url));
      tell(reply, rate, result);
      if (!result.taken) return refuse(request, reply, result);
    }
  });

  app.addHook('onResponse', async (request, reply) => {
    const credential = credentials.get(request);
    if (credential !== undefined && reply.statusCode === 401) limiter.forget(credential);
  });
}

function credentialOf({ headers }: FastifyRequest): string | null {
  const credential = headers.authorization ?? /crm_session=([^;]+)/u.exec(headers.cookie ?? '')?.[1];
  return credential === undefined ? null : createHash('sha256').update(credential).digest('base64url');
}

/** A batch of tRPC counts as the calls that are in it. */
function procedures(url: string): number {
  const path = url.split('?', 1)[0] ?? '';
  return path.startsWith('/trpc/') ? path.split(',').length : 1;
}

/** As draft-ietf-httpapi-ratelimit-headers had it when clients learnt to read it. */
function tell(reply: FastifyReply, rate: Rate, { bucket }: Take): void {
  void reply.headers({
    'RateLimit-Limit': rate.burst,
    'RateLimit-Remaining': Math.floor(bucket.tokens),
    'RateLimit-Reset': Math.ceil(fullInMs(rate, bucket) / 1000),
  });
}

function refuse(request: FastifyRequest, reply: FastifyReply, { waitMs }: Take): FastifyReply {
  const error = new DomainError('rate_limited', 'Too many requests. Wait, then go on at a slower pace.', {
    retry_after_seconds: Math.ceil(waitMs / 1000),
  });
  return sendProblem(reply, error, request.id);
}
