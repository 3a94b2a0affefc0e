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
  const conditions = words.map((word) => sql<boolean>`${target} like ${`%${escapeLike(word)}%`}`);
  return conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** An address keeps its punctuation, everything else is folded as names are. */
function searchWords(text: string): readonly string[] {
  return text
    .trim()
    .split(/\s+/u)
    .flatMap((word) => (word.includes('@') || word.includes('.') ? [word.toLowerCase()] : foldName(word).split(' ')))
    .filter((word) => word.length > 0)
    .slice(0, 6);
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/gu, (character) => `\\${character}`);
}
