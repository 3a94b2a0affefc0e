/** Headers in lower case. */
export type MailHeaders = ReadonlyMap<string, string>;

const toMany = new Set(['bulk', 'junk', 'list', 'auto_reply']);

/**
 * Whether a machine wrote a mail, or it went to many: nobody waits for an answer to it, and an answer could go round in
 * circles (RFC 3834).
 */
export function isAutomatic(headers: MailHeaders): boolean {
  const of = (name: string) => headers.get(name)?.trim().toLowerCase() ?? '';
  const submitted = of('auto-submitted');
  if (submitted !== '' && !submitted.startsWith('no')) return true;
  if (toMany.has(of('precedence'))) return true;
  if (headers.has('list-id') || headers.has('list-unsubscribe')) return true;
  if (headers.has('x-autoreply') || headers.has('x-autorespond')) return true;
  // What comes back undelivered has nobody to answer to.
  if (of('return-path') === '<>' || of('content-type').startsWith('multipart/report')) return true;
  return /^(?:.*<)?(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply)@/u.test(of('from'));
}

const numberMark = /\[(T-\d{6,})\]/u;

/** The ticket that a subject names, as our answers do: `Re: Sensor offline [T-000123]`. */
export function ticketNumberIn(subject: string): string | null {
  return numberMark.exec(subject)?.[1] ?? null;
}

/** What a mail is about, without the marks that answering and forwarding have left. */
export function plainSubject(subject: string): string {
  return subject
    .replace(numberMark, '')
    .replace(/^(?:\s*(?:re|aw|sv|vs|fwd?|wg|отв|отв\.|на|رد)\s*(?:\[\d+\])?\s*:)+/iu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** The line with which mail programs begin what they quote: it ends with a colon and names a time or an address. */
const introduction = /(?:wrote|schrieb|skrev|пишет|писал\(а\)|написал|كتب).*:\s*$|<[^\s<>]+@[^\s<>]+>.*:\s*$/iu;
const original = /^-{2,}\s*(?:original message|ursprüngliche nachricht|исходное сообщение|الرسالة الأصلية)\s*-{2,}$/iu;

/** What somebody wrote anew: without the old mails that their program has put below. All of it where nothing else would be left. */
export function withoutQuoted(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const marked = lines.findIndex((line) => original.test(line.trim()));
  const kept = marked > 0 ? lines.slice(0, marked) : lines;
  let end = kept.length;
  const isBlank = (at: number) => (kept[at] ?? '').trim() === '';
  const isQuoted = (at: number) => (kept[at] ?? '').startsWith('>');
  while (end > 0 && (isBlank(end - 1) || isQuoted(end - 1))) end -= 1;
  if (kept.slice(end).some((line) => line.startsWith('>'))) end -= introducedBy(kept.slice(0, end));
  const rest = kept.slice(0, end).join('\n').trim();
  return rest === '' ? text.trim() : rest;
}

const mostLines = 3;

/** How many of the last lines introduce a quotation: programs break them as they like. */
function introducedBy(lines: readonly string[]): number {
  const paragraph = lines.length - 1 - lines.findLastIndex((line) => line.trim() === '');
  return paragraph <= mostLines && introduction.test(lines.slice(-paragraph).join(' ')) ? paragraph : 0;
}

/** The Message-IDs in a header, as they stand there. */
export function messageIdsIn(header: string): string[] {
  return header.match(/<[^<>\s]+>/gu) ?? [];
}
