import { Worker } from 'node:worker_threads';
import type { CommercialDocument, DocumentParty } from '@crm/domain/document/commercial-document';

export interface PdfSettings {
  /** Printed as the sender; `null` where that is not said. */
  readonly seller: DocumentParty | null;
}

export interface Order {
  readonly id: number;
  readonly document: CommercialDocument;
}
export type Answer = { readonly id: number } & ({ readonly pdf: Uint8Array } | { readonly error: string });

/**
 * Draws quotes, invoices and credit notes in a thread of its own: setting a long one takes a second, in which a server
 * would answer nobody. The thread starts with the first document and does not keep the process from ending.
 */
export function pdfDocuments(settings: PdfSettings) {
  const waiting = new Map<number, PromiseWithResolvers<Uint8Array>>();
  let thread: Worker | undefined;
  let lastId = 0;

  function startThread(): Worker {
    const worker = new Worker(new URL('./draw-worker.ts', import.meta.url), { workerData: settings });
    worker.unref();
    worker.on('message', (answer: Answer) => {
      const order = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('pdf' in answer) order?.resolve(answer.pdf);
      else order?.reject(new Error(answer.error));
      if (waiting.size === 0) worker.unref();
    });
    worker.on('error', (error) => giveUp(error));
    worker.on('exit', () => giveUp(new Error('The thread that draws documents ended.')));
    return worker;
  }

  /** What waits is told; the next document starts a new thread. */
  function giveUp(error: unknown): void {
    thread = undefined;
    for (const order of waiting.values()) order.reject(error);
    waiting.clear();
  }

  return {
    /** @returns the bytes of a PDF */
    render(document: CommercialDocument): Promise<Uint8Array> {
      thread ??= startThread();
      thread.ref();
      lastId += 1;
      const order = Promise.withResolvers<Uint8Array>();
      waiting.set(lastId, order);
      thread.postMessage({ id: lastId, document } satisfies Order, []);
      return order.promise;
    },

    /** Ends the thread, for tests and for a server that stops. */
    async close(): Promise<void> {
      await thread?.terminate();
    },
  };
}
