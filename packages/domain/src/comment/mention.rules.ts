const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** `@[Name](user-id)`. The name is for the eye; who is meant is the id. */
const mention = new RegExp(String.raw`@\[([^\][\n]{1,150})\]\((${uuid})\)`, 'giu');

/** The users whom a text mentions, each once, in the order of their first mention. */
export function readMentions(text: string | null): readonly string[] {
  return [...new Set(Array.from((text ?? '').matchAll(mention), ([, , id = '']) => id.toLowerCase()))];
}

/** A mention as it stands in a text. What would end the name early is left out of it. */
export function writeMention({ id, name }: { readonly id: string; readonly name: string }): string {
  const readable = name.replace(/[\][\n]/gu, '').trim();
  return `@[${readable === '' ? '?' : readable}](${id})`;
}

/** The text without the ids, as a notification or a search result shows it. */
export function plainText(text: string): string {
  return text.replace(mention, '@$1');
}

/** A part of a text: words, or somebody who is mentioned. */
export type TextPart = string | { readonly id: string; readonly name: string };

/** A text in its parts, for a screen that draws mentions apart from words. */
export function splitMentions(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const found of text.matchAll(mention)) {
    const [whole, name = '', id = ''] = found;
    if (found.index > from) parts.push(text.slice(from, found.index));
    parts.push({ id: id.toLowerCase(), name });
    from = found.index + whole.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** A text with `@Name` of those who were chosen while it was typed put as mentions; of two names the longer one wins. */
export function linkMentions(text: string, chosen: readonly { readonly id: string; readonly name: string }[]): string {
  const people = [...new Map(chosen.map((who) => [`@${who.name}`, who])).values()].toSorted(
    (a, b) => b.name.length - a.name.length,
  );
  const put = (rest: string, at: number): string => {
    const who = people[at];
    if (who === undefined) return rest;
    return rest
      .split(`@${who.name}`)
      .map((part) => put(part, at + 1))
      .join(writeMention(who));
  };
  return put(text, 0);
}
