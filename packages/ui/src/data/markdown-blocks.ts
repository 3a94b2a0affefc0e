/** A piece of a line. Text stays text: nothing of it is ever read as HTML. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly parts: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly parts: readonly Inline[] };

/** A block of a text. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly parts: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly lines: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Inline[])[];
    }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' };

const heading = /^(#{1,6})\s+(.*?)\s*#*$/u;
const item = /^\s*(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/u;
const quoted = /^>\s?(.*)$/u;
const fence = /^\s*```/u;
const rule = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/u;

/**
 * The part of Markdown that people write in answers and articles: headings, lists, quotes, code, emphasis and links.
 * What is not understood stays as it was written, so no text is ever lost.
 */
export function readMarkdown(text: string): readonly Block[] {
  const lines = text.replace(/\r\n?/gu, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = readBlock(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

function readBlock(lines: readonly string[], at: number): readonly [Block | undefined, number] {
  const line = lines[at] ?? '';
  if (line.trim() === '') return [undefined, at + 1];
  if (fence.test(line)) return readCode(lines, at);
  if (rule.test(line)) return [{ kind: 'rule' }, at + 1];
  const [, marks, title = ''] = heading.exec(line) ?? [];
  if (marks !== undefined) return [{ kind: 'heading', level: marks.length, parts: readInline(title) }, at + 1];
  if (quoted.test(line)) {
    const end = endOf(lines, at, (each) => quoted.test(each));
    const inner = lines.slice(at, end).map((each) => readInline(quoted.exec(each)?.[1] ?? ''));
    return [{ kind: 'quote', lines: inner }, end];
  }
  if (item.test(line)) return readList(lines, at);
  const end = endOf(lines, at, isPlain);
  return [{ kind: 'paragraph', lines: lines.slice(at, Math.max(end, at + 1)).map(readInline) }, Math.max(end, at + 1)];
}

function readCode(lines: readonly string[], at: number): readonly [Block, number] {
  const end = endOf(lines, at + 1, (each) => !fence.test(each));
  return [{ kind: 'code', text: lines.slice(at + 1, end).join('\n') }, end + 1];
}

function readList(lines: readonly string[], at: number): readonly [Block, number] {
  const number = item.exec(lines[at] ?? '')?.[2];
  const ordered = number !== undefined;
  const end = endOf(lines, at, (each) => {
    const found = item.exec(each);
    return found !== null && (found[2] !== undefined) === ordered;
  });
  const items = lines.slice(at, end).map((each) => readInline(item.exec(each)?.[3] ?? ''));
  return [{ kind: 'list', ordered, start: Number(number ?? 1), items }, end];
}

function isPlain(line: string): boolean {
  return ![heading, item, quoted, fence, rule].some((pattern) => pattern.test(line)) && line.trim() !== '';
}

function endOf(lines: readonly string[], from: number, belongs: (line: string) => boolean): number {
  const end = lines.findIndex((line, at) => at >= from && !belongs(line));
  return end < 0 ? lines.length : end;
}

/** Only where a reader is led to another page or a mailbox: no address runs anything. */
const safe = /^(?:https?:\/\/|mailto:|\/(?!\/))/iu;
const inline =
  /`([^`]+)`|\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)|\*(?=\S)([^*]+?)(?<=\S)\*|\[([^\]]+)\]\(([^()\s]+)\)|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?'"])/u;

function readInline(text: string): readonly Inline[] {
  const found = inline.exec(text);
  if (!found) return text === '' ? [] : [{ kind: 'text', text }];
  const [whole, code, strong, em, label, href, address] = found;
  const rest = readInline(text.slice(found.index + whole.length));
  const before: readonly Inline[] = found.index > 0 ? [{ kind: 'text', text: text.slice(0, found.index) }] : [];
  return [...before, read(), ...rest];

  function read(): Inline {
    if (code !== undefined) return { kind: 'code', text: code };
    if (strong !== undefined) return { kind: 'strong', parts: readInline(strong) };
    if (em !== undefined) return { kind: 'em', parts: readInline(em) };
    if (address !== undefined) return { kind: 'link', href: address, parts: [{ kind: 'text', text: address }] };
    if (label !== undefined && href !== undefined && safe.test(href)) {
      return { kind: 'link', href, parts: readInline(label) };
    }
    return { kind: 'text', text: whole };
  }
}
