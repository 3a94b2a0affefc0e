import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Paths that belong to the API: a page is never served there. */
const apiPaths = /^\/(?:crm|admin|trpc|health|metrics|forms|docs|assets)(?:\/|$)/u;

/**
 * Serves the built admin: hashed assets for ever, and its page for every address that is not the API's, so that a deep
 * link works.
 */
export async function registerAdminFiles(app: FastifyInstance, adminDist: string | undefined): Promise<void> {
  if (adminDist === undefined || !existsSync(join(adminDist, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: adminDist,
    index: false,
    wildcard: false,
    setHeaders(reply, path) {
      const hashed = path.includes('/assets/');
      reply.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/*', (request, reply) => {
    if (apiPaths.test(request.url.split('?')[0] ?? '')) return reply.callNotFound();
    return reply.header('Cache-Control', 'no-cache').sendFile('index.html');
  });
}
