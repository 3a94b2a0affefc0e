import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { id } from '@crm/domain/scalars';
import { requireSignedIn, toServiceContext, type RequestContext } from '../context.ts';
import { contentDisposition } from '../files/content-disposition.ts';
import { papers } from './papers.ts';

const params = z.object({ id });

/** Serves the papers: shown in place by a browser, saved under the record's number. */
export function registerPapers(
  app: FastifyInstance,
  prefix: `/${string}`,
  createContext: (request: FastifyRequest) => Promise<RequestContext>,
): void {
  for (const { rest, draw } of papers) {
    app.get(`${prefix}${rest.path}`, { exposeHeadRoute: false }, async (request, reply) => {
      const ctx = await createContext(request);
      const signedIn = requireSignedIn(ctx);
      const service = toServiceContext({ ...ctx, signedIn, actor: signedIn.actor });
      const { fileName, content } = await draw(service, params.parse(request.params).id);
      return reply
        .type('application/pdf')
        .headers({
          'Content-Disposition': contentDisposition('inline', fileName),
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'private, no-cache',
        })
        .send(Buffer.from(content));
    });
  }
}
