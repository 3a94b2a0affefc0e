import type { FastifyReply, FastifyRequest } from 'fastify';
import { unavailable } from '@crm/core/attachment/receive';
import type { ByteRange, FileStore } from '@crm/core/ports/file-store';
import type { AttachmentRow, Disposition } from '@crm/domain/attachment/attachment';
import { servedType } from '@crm/domain/attachment/file-type.rules';
import { DomainError } from '@crm/domain/errors';
import { contentDisposition } from './content-disposition.ts';
import { readRange } from './range.ts';

interface StoredFile {
  readonly file: AttachmentRow;
  readonly storageKey: string;
}

/** Nothing of a file is run, whatever it is, and nothing is fetched for it. */
const harmless = "default-src 'none'; sandbox";
/** Browsers show no PDF in a sandbox; their viewer keeps its scripts away from our pages by itself. */
const harmlessPdf = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/**
 * Sends a file, or the part of it that is asked for, as it comes from the store. Only what browsers draw without running
 * anything is shown in place; the rest is saved.
 */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  store: FileStore,
  { file, storageKey, disposition }: StoredFile & { readonly disposition: Disposition },
): Promise<FastifyReply> {
  const etag = `"${file.sha256}"`;
  if (isKnown(request, etag)) return reply.status(304).header('ETag', etag).send();
  const range = readPart(request, reply, file, etag);
  const bytes = request.method === 'HEAD' ? undefined : await read(store, storageKey, range);
  if (range !== undefined) {
    void reply.status(206).header('Content-Range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`);
  }
  const shown = disposition === 'inline' && file.inline;
  return reply
    .headers({
      'Content-Type': servedType(file.contentType),
      'Content-Length': range === undefined ? file.sizeBytes : range.end - range.start + 1,
      'Content-Disposition': contentDisposition(shown ? 'inline' : 'attachment', file.fileName),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': shown && file.contentType === 'application/pdf' ? harmlessPdf : harmless,
      'X-Frame-Options': 'SAMEORIGIN',
      'Cache-Control': 'private, no-cache',
      'Accept-Ranges': 'bytes',
      ETag: etag,
    })
    .send(bytes);
}

function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const tags = headers['if-none-match']?.split(/\s*,\s*/u) ?? [];
  return tags.some((tag) => tag === '*' || tag.replace(/^W\//u, '') === etag);
}

/** @throws DomainError `range_not_satisfiable` */
function readPart(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { sizeBytes }: AttachmentRow,
  etag: string,
): ByteRange | undefined {
  if (headers['if-range'] !== undefined && headers['if-range'] !== etag) return undefined;
  const range = readRange(headers.range, sizeBytes);
  if (range === 'beyond') {
    void reply.header('Content-Range', `bytes */${sizeBytes}`);
    throw new DomainError('range_not_satisfiable', `The file has ${sizeBytes} bytes.`, { size_bytes: sizeBytes });
  }
  return range === 'all' ? undefined : range;
}

async function read(store: FileStore, key: string, range: ByteRange | undefined) {
  const bytes = await store.get(key, range).catch((error: unknown) => {
    throw unavailable(error);
  });
  if (bytes === null) throw new Error(`There are no bytes at ${key} in ${store.place}.`);
  return bytes;
}
