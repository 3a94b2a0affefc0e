import { parentPort, workerData } from 'node:worker_threads';
import { drawDocument } from './draw-document.ts';
import type { Answer, Order, PdfSettings } from './pdf-documents.ts';

/** Draws beside the main thread what that orders. */
const { seller }: PdfSettings = workerData;

parentPort?.on('message', ({ id, document }: Order) => {
  drawDocument(document, seller).then(
    (pdf) => answer({ id, pdf }),
    (error: unknown) => answer({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});

function answer(message: Answer): void {
  parentPort?.postMessage(message, []);
}
