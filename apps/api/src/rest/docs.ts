import type { FastifyInstance } from 'fastify';
import { describeDoorWithFiles, withFiles } from '../files/describe-files.ts';
import { docsStyle, renderDocs } from './docs-page.ts';
import type { Door } from './procedures.ts';

/** The OpenAPI document of each door, and the same as a page for people; written when somebody first asks for it. */
export function registerDocs(app: FastifyInstance, doors: Readonly<Record<`/docs${string}`, Door>>): void {
  app.get('/docs/docs.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(docsStyle));
  for (const [path, bare] of Object.entries(doors)) {
    const door = withFiles(bare);
    const document = once(() => describeDoorWithFiles(door));
    const json = once(() => JSON.stringify(document()));
    const page = once(() => renderDocs(door, document()));
    app.get(`${door.prefix}/openapi.json`, (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(json()),
    );
    app.get(path, (_request, reply) => reply.type('text/html; charset=utf-8').send(page()));
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
