import type { AttachableType } from '@crm/domain/attachment/attachment';
import { attachmentService } from '../attachment/attachment.service.ts';
import { receiveFile } from '../attachment/receive.ts';
import { storageKeyOf } from '../attachment/upload.ts';
import { memoryStore } from './memory-store.ts';
import type { TestUser } from './company.ts';
import type { Workbench } from './workbench.ts';

/** Files of records, for tests. */
export class FileScenes {
  readonly store = memoryStore();
  readonly #bench: Workbench;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  /** Announces a file; no byte of it is there yet. */
  begin(
    user: TestUser,
    subjectType: AttachableType,
    subjectId: string,
    { fileName = 'notes.txt', now = new Date() } = {},
  ) {
    const data = { subjectType, subjectId, fileName, claimedType: null };
    return this.#bench.as(user, (ctx) => attachmentService.create(ctx, data), { now });
  }

  /** Stores bytes for an announced file. */
  receive(id: string, text = 'some words') {
    const receiving = { store: this.store, key: storageKeyOf(id), fileName: 'notes.txt', maxBytes: 1_000 };
    return receiveFile(pieces(text), receiving);
  }

  /** The whole way of a file. */
  async attach(user: TestUser, subjectType: AttachableType, subjectId: string, options: { fileName?: string } = {}) {
    const { id } = await this.begin(user, subjectType, subjectId, options);
    const received = await this.receive(id);
    return this.#bench.as(user, (ctx) => attachmentService.complete(ctx, id, received));
  }
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
