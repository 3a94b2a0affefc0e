const longestName = 200;
/** A longer "extension" is a part of the name. */
const longestExtension = 20;

/** Controls, line separators, and what turns the direction of writing (`invoice\u202Efdp.exe` reads `invoiceexe.pdf`). */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu;
/** Not allowed in the names of files on some system. */
const reserved = /[<>:"|?*]/gu;

/**
 * A file's name as it can be shown to anybody and saved anywhere: its last path segment, without characters that
 * deceive the eye or that a file system refuses, at most 200 long with its extension kept. Never empty.
 */
export function cleanFileName(name: string): string {
  const segment = name.toWellFormed().normalize('NFC').split(/[/\\]/u).at(-1) ?? '';
  const visible = segment.replace(unseen, '').replace(reserved, '_').replace(/\s+/gu, ' ');
  return trimDots(shorten(trimDots(visible))) || 'file';
}

/** `Offer 12.PDF` → `pdf`; empty where there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot < 0 ? '' : fileName.slice(dot + 1).toLowerCase();
}

/** Windows drops dots and blanks at the end, and so would find another extension than we do; in front they hide. */
function trimDots(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, '');
}

function shorten(name: string): string {
  if (name.length <= longestName) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot < 0 || name.length - dot > longestExtension ? '' : name.slice(dot);
  // Half of a character beyond the basic plane is no character.
  return `${name.slice(0, longestName - extension.length).replace(/[\uD800-\uDBFF]$/u, '')}${extension}`;
}
