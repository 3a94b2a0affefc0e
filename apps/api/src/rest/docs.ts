import type { FastifyInstance } from 'fastify';
import { describeDoorWithFiles, withFiles } from '../files/describe-files.ts';
import { docsStyle, renderDocs } from './docs-page.ts';
import type { Door } from './procedures.ts';

/** The OpenAPI document of each door, and the same as a page for people. */
export function registerDocs(app: FastifyInstance, doors: Readonly<Record<`/docs${string}`, Door>>): void {
  app.get('/docs/docs.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(docsStyle));
  for (const [path, bare] of Object.entries(doors)) {
    const door = withFiles(bare);
    const document = describeDoorWithFiles(door);
    const json = JSON.stringify(document);
    const page = renderDocs(door, document);
    app.get(`${door.prefix}/openapi.json`, (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(json),
    );
    app.get(path, (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  }
}
