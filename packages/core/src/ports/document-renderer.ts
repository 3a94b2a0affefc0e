import type { CommercialDocument } from '@crm/domain/document/commercial-document';

/** Puts a document onto paper. */
export interface DocumentRenderer {
  /** @returns the bytes of a PDF */
  render(document: CommercialDocument): Promise<Uint8Array>;
}

/** A rendered document with the name to save it under. */
export interface DocumentFile {
  readonly fileName: string;
  readonly content: Uint8Array;
}

/** Where nothing is rendered: to ask for it is a mistake of ours. */
export const noDocuments: DocumentRenderer = {
  render: () => Promise.reject(new Error('Documents are not rendered here.')),
};
