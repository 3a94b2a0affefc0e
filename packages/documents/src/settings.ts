import type { DocumentParty } from '@crm/domain/document/commercial-document';

/** `CRM_SELLER`: the name, then the address line by line, parted by `|`. */
export function readSeller(text: string): DocumentParty {
  const [name = '', ...details] = text.split('|').map((line) => line.trim());
  return { name, details };
}
