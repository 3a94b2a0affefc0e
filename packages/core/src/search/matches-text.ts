import { sql, type RawBuilder } from 'kysely';
import { foldName } from '@crm/domain/normalize/name';
import { toE164 } from '@crm/domain/normalize/phone';

/**
 * Free text as a condition on a folded search column: every word must occur, in any order; a phone is found in any
 * writing. Served by the trigram index of the column.
 */
export function matchesText(column: string, text: string): RawBuilder<boolean> {
  const target = sql.ref(column);
  const phone = /^[+\d\s().-]+$/u.test(text) ? toE164(text) : null;
  const words = phone === null ? searchWords(text) : [phone];
  const conditions = words.map((word) => (isShort(word) ? beginsWord(target, word) : contains(target, word)));
  return conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function contains(target: RawBuilder<unknown>, word: string): RawBuilder<boolean> {
  return sql<boolean>`${target} like ${`%${escapeLike(word)}%`}`;
}

/** Free text in a short list's own column, as it is written, for what has no folded search column. */
export function containsText(column: string, text: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} ilike ${`%${escapeLike(text)}%`}`;
}

/**
 * Without three letters in a row there is no trigram inside the word, and its index would be read from end to end (2.5 s
 * in a million rows). At the beginning of a word there is one: with the blank before it.
 */
function isShort(word: string): boolean {
  return !/[\p{L}\p{N}]{3}/u.test(word);
}

function beginsWord(target: RawBuilder<unknown>, word: string): RawBuilder<boolean> {
  const pattern = `${escapeLike(word)}%`;
  return sql<boolean>`(${target} like ${pattern} or ${target} like ${`% ${pattern}`})`;
}

/** An address keeps its punctuation, everything else is folded as names are. */
function searchWords(text: string): readonly string[] {
  return text
    .trim()
    .split(/\s+/u)
    .flatMap((word) => (word.includes('@') || word.includes('.') ? [word.toLowerCase()] : foldName(word).split(' ')))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, 6);
}

/** A word as `like` takes it literally. */
export function escapeLike(word: string): string {
  return word.replace(/[\\%_]/gu, (character) => `\\${character}`);
}
