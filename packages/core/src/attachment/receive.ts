import { createHash } from 'node:crypto';
import { unknownType } from '@crm/domain/attachment/file-type.rules';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { FileStore } from '../ports/file-store.ts';
import { refuseProgram } from './attachment.access.ts';
import { sampleBytes, sniff } from './sniff.ts';

export interface Received {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly contentType: string;
}

export interface Receiving {
  readonly store: FileStore;
  readonly key: string;
  readonly fileName: string;
  readonly maxBytes: number;
}

/** @throws DomainError `payload_too_large` */
export function refuseTooLarge(sizeBytes: number, maxBytes: number): void {
  if (sizeBytes <= maxBytes) return;
  throw new DomainError('payload_too_large', `A file may have ${maxBytes} bytes at most.`, { max_bytes: maxBytes });
}

/**
 * Passes bytes on to the store as they come, and looks at them on the way: how many, which, and what they are. What is
 * refused is refused as early as it is known, and nothing of it stays in the store.
 * @throws DomainError `payload_too_large`, `file_refused`, `validation_failed` for an empty file, `unavailable` when the
 * store fails
 */
export async function receiveFile(
  source: AsyncIterable<Uint8Array>,
  { store, key, fileName, maxBytes }: Receiving,
): Promise<Received> {
  const hash = createHash('sha256');
  const sample: Uint8Array[] = [];
  let sizeBytes = 0;
  let contentType: string | undefined;

  async function look(): Promise<void> {
    contentType = await sniff(Buffer.concat(sample.splice(0)).subarray(0, sampleBytes));
    refuseProgram({ fileName, contentType });
  }

  async function* watch(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      sizeBytes += piece.length;
      refuseTooLarge(sizeBytes, maxBytes);
      hash.update(piece);
      if (contentType === undefined) {
        sample.push(piece);
        if (sizeBytes >= sampleBytes) await look();
      }
      yield piece;
    }
    if (sizeBytes === 0) throw refuseFields([{ field: 'body', code: 'empty', message: 'The file is empty.' }]);
    if (contentType === undefined) await look();
  }

  await store.put(key, watch()).catch((error: unknown) => {
    throw error instanceof DomainError ? error : unavailable(error);
  });
  return { sizeBytes, sha256: hash.digest('hex'), contentType: contentType ?? unknownType };
}

/** The store's own words may name hosts and keys: they stay in the log. */
export function unavailable(cause: unknown): DomainError {
  const refusal = new DomainError('unavailable', 'The file store does not answer. Try again in a moment.');
  refusal.cause = cause;
  return refusal;
}
