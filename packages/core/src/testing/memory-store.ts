import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FileStore } from '../ports/file-store.ts';

/** A file store that forgets: what services do with a store can be seen in `files`. */
export function memoryStore(): FileStore & { readonly files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>();
  return {
    files,
    place: 'memory',
    put: async (key, bytes) => void files.set(key, await buffer(bytes)),
    get: (key, range) => {
      const bytes = files.get(key);
      const part = range === undefined ? bytes : bytes?.subarray(range.start, range.end + 1);
      return Promise.resolve(part === undefined ? null : Readable.from([part]));
    },
    head: (key) => {
      const bytes = files.get(key);
      return Promise.resolve(bytes === undefined ? null : { sizeBytes: bytes.length });
    },
    delete: (key) => Promise.resolve(void files.delete(key)),
  };
}
