import type { ByteRange } from '@crm/core/ports/file-store';

/**
 * The part of a file that a `Range` header asks for (RFC 9110, 14.2); `beyond` when it begins after the end. Several
 * parts at once, and other units than bytes, are answered with all of it, as the standard allows.
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | 'all' | 'beyond' {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/u.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'all';
  if (first !== '' && last !== '' && Number(last) < Number(first)) return 'all';
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  if (start >= sizeBytes) return 'beyond';
  return { start, end: first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) };
}
