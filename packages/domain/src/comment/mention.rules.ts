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
