import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileStore } from '@crm/core/ports/file-store';
import { describeError, fine, wrong, type Check } from './check.ts';

const bytesPerGiB = 1024 ** 3;
const leastFreeBytes = bytesPerGiB;

/** Whether the data folder can be written, and has room. */
export function checkStorage(dataDir: string): Check {
  return {
    name: 'storage',
    async look() {
      const isNew = !existsSync(dataDir);
      const probe = join(dataDir, '.doctor');
      try {
        mkdirSync(dataDir, { recursive: true });
        writeFileSync(probe, '');
        rmSync(probe);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return wrong(
          `${dataDir} cannot be written: ${reason}`,
          'Give this user the right, or set CRM_DATA_DIR elsewhere.',
        );
      }
      const { bavail, bsize } = statfsSync(dataDir);
      const free = bavail * bsize;
      if (isNew) rmSync(dataDir, { recursive: true });
      const found = `${(free / bytesPerGiB).toFixed(1)} GiB free in ${dataDir}`;
      return free < leastFreeBytes ? wrong(found, 'Make room: PostgreSQL stops when the disk is full.') : fine(found);
    },
  };
}

/** Whether attachments can be stored, read and removed where they lie. */
export function checkFiles(open: () => Promise<FileStore>): Check {
  return {
    name: 'files',
    async look() {
      const key = `doctor-${randomUUID()}`;
      try {
        const store = await open();
        await store.put(key, probe());
        const found = await store.head(key);
        await store.delete(key);
        if (found?.sizeBytes !== 1) return wrong(`${store.place} does not keep what is put there`, checkSettings);
        return fine(`${store.place}: stored, read and removed`);
      } catch (error) {
        return wrong(`files cannot be kept: ${describeError(error)}`, checkSettings);
      }
    },
  };
}

const checkSettings = 'See CRM_STORAGE_DIR, or the settings CRM_S3_….';

async function* probe(): AsyncGenerator<Uint8Array> {
  yield Uint8Array.of(0);
}
