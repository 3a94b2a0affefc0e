import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ByteRange, FileStore } from '@crm/core/ports/file-store';

/** What a file is called until all of it is there. */
const unfinished = '.part';

/** Files in a folder of this machine. Only this user can read them. */
export function openDiskStore(folder: string): FileStore {
  const pathOf = (key: string) => join(folder, checkKey(key));

  return {
    place: `the folder ${folder}`,

    async put(key, bytes) {
      const path = pathOf(key);
      const part = `${path}${unfinished}`;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        // `flush`: the bytes are on the disk before the name says that they are.
        await pipeline(bytes, createWriteStream(part, { mode: 0o600, flush: true }));
        await rename(part, path);
        await flushFolder(dirname(path));
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },

    async get(key, range?: ByteRange) {
      const file = await open(pathOf(key)).catch(nothing);
      return file?.createReadStream(range ?? {}) ?? null;
    },

    async head(key) {
      const found = await stat(pathOf(key)).catch(nothing);
      return found ? { sizeBytes: found.size } : null;
    },

    async delete(key) {
      await rm(pathOf(key), { force: true });
      await rm(`${pathOf(key)}${unfinished}`, { force: true });
    },
  };
}

/** Keys are ours, and none of them leads out of the folder; whoever breaks that finds out here. */
function checkKey(key: string): string {
  if (!/^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/u.test(key)) throw new Error(`This is no key of a file: ${key}`);
  return key;
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}

function nothing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
