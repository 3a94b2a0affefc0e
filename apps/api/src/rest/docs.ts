import type { AnyTRPCRouter } from '@trpc/server';
import type { FastifyInstance } from 'fastify';
import { describeRest } from './openapi.ts';
import { docsStyle, renderDocs } from './docs-page.ts';
import { restPrefix } from './routes.ts';

/** The OpenAPI document, and the same as a page for people at `/docs`. */
export function registerDocs(app: FastifyInstance, router: AnyTRPCRouter): void {
  const document = describeRest(router);
  const json = JSON.stringify(document);
  const page = renderDocs(router);
  app.get(`${restPrefix}/openapi.json`, (_request, reply) => reply.type('application/json; charset=utf-8').send(json));
  app.get('/docs/docs.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(docsStyle));
  app.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
}
