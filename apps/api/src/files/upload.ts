import { addAbortSignal } from 'node:stream';
import { middlewareMarker } from '@trpc/server/unstable-core-do-not-import';
import type { FastifyRequest } from 'fastify';
import { attachmentService } from '@crm/core/attachment/attachment.service';
import { receiveFile, refuseTooLarge } from '@crm/core/attachment/receive';
import { storageKeyOf } from '@crm/core/attachment/upload';
import { discardUpload } from '@crm/core/maintenance/purge-files';
import type { FileStore } from '@crm/core/ports/file-store';
import { inTransaction, type EntityManager } from '@crm/db/orm';
import { attachment, uploadHours, type AttachmentRow } from '@crm/domain/attachment/attachment';
import { DomainError } from '@crm/domain/errors';
import type { CreateOf } from '@crm/domain/resource';
import { requireSignedIn, toServiceContext, type RequestContext } from '../context.ts';
import { camelKeys } from '../rest/keys.ts';
import { requireKey, runOnce, sessionOf } from '../trpc/idempotency.ts';

export interface UploadParts {
  readonly store: FileStore;
  readonly maxBytes: number;
  fork(): EntityManager;
}

const uploadMs = uploadHours * 3_600_000;

/**
 * Takes a file whose bytes are the body of the request. Who sends it and where to, the size that it announces and its
 * name are looked at before the first byte is read; the bytes then go to the store as they come.
 *
 * The `Idempotency-Key` belongs to the whole: which bytes they were is known at the end, so a file that is sent again is
 * taken in again, and then given the first answer if it is the same, or refused if it is not; its bytes are dropped
 * (ADR 0012).
 */
export async function takeUpload(
  request: FastifyRequest,
  ctx: RequestContext,
  { store, maxBytes, fork }: UploadParts,
): Promise<AttachmentRow> {
  const signedIn = requireSignedIn(ctx);
  requireKey(ctx);
  const data = readDescription(request);
  refuseTooLarge(Number(request.headers['content-length'] ?? 0), maxBytes);
  const serviceOf = (em: EntityManager) => toServiceContext({ ...ctx, em, signedIn, actor: signedIn.actor });

  const { id } = await inTransaction(ctx.em, sessionOf(ctx, signedIn.actor), (em) =>
    attachmentService.create(serviceOf(em), data),
  );
  try {
    // What is refused half-way gets an answer: the connection must outlive the reading.
    const body = addAbortSignal(AbortSignal.timeout(uploadMs), request.raw).iterator({ destroyOnReturn: false });
    const received = await receiveFile(body, { store, key: storageKeyOf(id), fileName: data.fileName, maxBytes });
    const call = { ctx, actor: signedIn.actor, procedure: 'attachment.create', input: { ...data, ...received } };
    const result = await runOnce(call, async (em) => ({
      ok: true,
      data: await attachmentService.complete(serviceOf(em), id, received),
      marker: middlewareMarker,
    }));
    const row = attachment.row.parse(result.ok ? result.data : null);
    if (row.id !== id) await discardUpload(fork, store, id);
    return row;
  } catch (error) {
    await discardUpload(fork, store, id);
    throw error;
  }
}

/** What the address and the headers say of the file. */
function readDescription(request: FastifyRequest): CreateOf<typeof attachment> {
  const claimedType = request.headers['content-type'] ?? null;
  if (claimedType?.startsWith('multipart/') === true) {
    throw new DomainError('unsupported_media_type', 'Send the bytes of one file as the body, not as a form.');
  }
  const data = { ...Object(camelKeys(request.query)), claimedType: claimedType?.slice(0, 200) ?? null };
  return attachment.create.parse(data);
}
