import type { Disposition } from '@crm/domain/attachment/attachment';

/**
 * The header that tells a browser to save a file or to show it, with its name: in ASCII for old clients, in full after
 * RFC 6266 and RFC 8187.
 */
export function contentDisposition(disposition: Disposition, fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/gu, '_').replace(/["%\\]/gu, '_');
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeValue(fileName)}`;
}

/** `encodeURIComponent` leaves some characters that have a meaning in headers. */
function encodeValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*!]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
