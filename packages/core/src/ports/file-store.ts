import type { Readable } from 'node:stream';

/** Bytes from `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where bytes lie, under keys that we make up (`attachments/2026/11/…`). What they are and whose is known to the
 * database alone.
 */
export interface FileStore {
  /** In words, for logs and for `crm doctor`. */
  readonly place: string;
  /**
   * Stores what comes, as it comes: never more than a few pieces of it are in memory. Under the key there is all of it or
   * nothing; when the source or the store fails, nothing stays.
   * @throws whatever the source throws, as it is
   */
  put(key: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes, or a part of them; `null` when there are none. */
  get(key: string, range?: ByteRange): Promise<Readable | null>;
  /** What is known without reading; `null` when there is nothing. */
  head(key: string): Promise<{ readonly sizeBytes: number } | null>;
  /** Removes whatever there is, also what a `put` that was killed left. Nothing there is no error. */
  delete(key: string): Promise<void>;
}
