import type { Locale } from './locale.ts';

interface MessageTree {
  readonly [key: string]: string | MessageTree;
}

/** One namespace of texts, and how to fetch it in each language. */
export interface Messages {
  readonly namespace: string;
  readonly load: Readonly<Record<Locale, () => Promise<MessageTree>>>;
}

/**
 * Declares a namespace. Each language is its own chunk, fetched when it is first needed; the type
 * of the keys comes from `ResourceNamespaceMap`, which the namespace's English file extends.
 */
export function defineMessages(namespace: string, load: Messages['load']): Messages {
  return { namespace, load };
}
