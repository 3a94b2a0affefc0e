import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Paths that belong to the API: a page is never served there. */
const apiPaths = /^\/(?:crm|admin|trpc|health|forms|files|docs|unsubscribe)(?:\/|$)/u;
/** A file of the build, as opposed to an address of the admin. */
const file = /\.[a-z0-9]{2,5}$/u;

/**
 * Serves the built admin: hashed assets for ever, and its page for every address that is not the API's, so that a deep
 * link works. Files are looked for when they are asked for, so that a new build needs no restart.
 */
export async function registerAdminFiles(app: FastifyInstance, adminDist: string | undefined): Promise<void> {
  if (adminDist === undefined || !existsSync(join(adminDist, 'index.html'))) return;
  await app.register(fastifyStatic, { root: adminDist, serve: false, cacheControl: false });

  app.get('/assets/*', (request, reply) =>
    reply.header('Cache-Control', 'public, max-age=31536000, immutable').sendFile(pathOf(request.url)),
  );
  app.get('/*', (request, reply) => {
    const path = pathOf(request.url);
    if (apiPaths.test(path)) return reply.callNotFound();
    return reply.header('Cache-Control', 'no-cache').sendFile(file.test(path) ? path : 'index.html');
  });
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? '/';
}
