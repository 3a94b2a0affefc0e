import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { attachmentService } from '@crm/core/attachment/attachment.service';
import type { ServiceContext } from '@crm/core/context';
import { requireFeatures } from '@crm/core/feature/features-off';
import { systemActor } from '@crm/domain/actor';
import { dispositions } from '@crm/domain/attachment/attachment';
import { id } from '@crm/domain/scalars';
import { requireSignedIn, toServiceContext, type RequestContext } from '../context.ts';
import { snakeKeys } from '../rest/keys.ts';
import { filesPrefix, type FileLinks } from './links.ts';
import { sendFile } from './send-file.ts';
import { takeUpload, type UploadParts } from './upload.ts';

export interface FileParts extends UploadParts {
  readonly links: FileLinks;
}

/** How long the rest of a refused file is still read and dropped, so that its sender gets to hear the answer. ms */
const lingerMs = 2_000;

const uploadPath = '/attachments';
const contentPath = '/attachments/:id/content';

/** The routes whose bodies are files and not JSON; everything else about attachments is procedures. */
export async function registerFiles(
  parent: FastifyInstance,
  prefix: `/${string}`,
  parts: FileParts,
  createContext: (request: FastifyRequest) => Promise<RequestContext>,
): Promise<void> {
  await parent.register((app, _options, done) => {
    // Bodies of any type are left unread: the handler takes them as they come, and the limit of JSON bodies is not theirs.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _body, parsed) => parsed(null));

    app.post(`${prefix}${uploadPath}`, { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
      try {
        const ctx = await createContext(request);
        const row = await takeUpload(request, ctx, parts);
        if (ctx.answer.replayed) void reply.header('Idempotent-Replayed', 'true');
        return await reply.status(201).header('ETag', `"${row.version}"`).send(snakeKeys(row));
      } finally {
        dropRest(request);
      }
    });

    app.route({
      ...reading,
      url: `${prefix}${contentPath}`,
      handler: async (request, reply) => {
        const ctx = await createContext(request);
        const signedIn = requireSignedIn(ctx);
        const { id: fileId } = params.parse(request.params);
        const { disposition } = query.parse(request.query);
        const service = toServiceContext({ ...ctx, signedIn, actor: signedIn.actor });
        return sendFile(request, reply, parts.store, {
          ...(await attachmentService.content(service, fileId)),
          disposition,
        });
      },
    });
    done();
  });
}

/** HEAD by ourselves: Fastify's own would read the file to its end and throw it away. */
const reading = { method: ['GET', 'HEAD'], exposeHeadRoute: false };
const linkParams = z.object({ token: z.string() });
const params = z.object({ id });
const query = z.strictObject({ disposition: z.enum(dispositions).default('attachment') });

/** `GET /files/:token`: for whoever has a link that holds, as long as the file and its record are there. */
export function registerFileLinks(
  app: FastifyInstance,
  { store, links, fork }: FileParts,
  ports: ServiceContext['ports'],
): void {
  app.route({
    ...reading,
    url: `${filesPrefix}/:token`,
    handler: async (request, reply) => {
      const now = new Date();
      const { token } = linkParams.parse(request.params);
      const { id: fileId, disposition } = links.read(token, now);
      const ctx: ServiceContext = { actor: systemActor, em: fork(), requestId: request.id, now, ports };
      await requireFeatures(ctx, 'crm_feature_attachments');
      return sendFile(request, reply, store, { ...(await attachmentService.content(ctx, fileId)), disposition });
    },
  });
}

/** An upload that was refused before its end: what is on the way is dropped, and then the connection. */
function dropRest({ raw }: FastifyRequest): void {
  if (raw.complete || raw.destroyed) return;
  raw.resume();
  setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, lingerMs).unref();
}
