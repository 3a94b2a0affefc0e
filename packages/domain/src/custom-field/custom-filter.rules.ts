import type { CustomCondition } from '../extension.ts';
import { currency as currencyCode, isoDate } from '../scalars.ts';
import { usualText, type CustomFieldType } from './custom-field.ts';

type Key = string | number;

/** What is looked for among the keys that values of a field are found by: texts are folded, amounts in minor units. */
export interface CustomSearch {
  readonly by: 'text' | 'number';
  readonly anyOf?: readonly Key[];
  readonly from?: Key;
  readonly to?: Key;
  readonly currency?: string;
}

/** Whether the keys of a type are numbers or texts. */
export function keyKind(type: CustomFieldType): 'text' | 'number' {
  return type === 'number' || type === 'money' ? 'number' : 'text';
}

const bounded: ReadonlySet<CustomFieldType> = new Set(['number', 'money', 'date']);

/**
 * A condition as its field understands it; `null` for one that it does not. In a query string everything is text, and
 * several values are parted by commas, except in a text, which may contain them.
 */
export function readCondition(type: CustomFieldType, condition: CustomCondition): CustomSearch | null {
  const by = keyKind(type);
  if (typeof condition === 'object' && !Array.isArray(condition)) {
    const { from, to, currency } = condition;
    if (!bounded.has(type) || (currency !== undefined && !isCurrencyOf(type, currency))) return null;
    const bounds = [from, to].map((bound) => (bound === undefined ? undefined : readKey(type, bound)));
    if (bounds.includes(null) || (from ?? to ?? currency) === undefined) return null;
    return {
      by,
      ...(bounds[0] === undefined || bounds[0] === null ? {} : { from: bounds[0] }),
      ...(bounds[1] === undefined || bounds[1] === null ? {} : { to: bounds[1] }),
      ...(currency === undefined ? {} : { currency }),
    };
  }
  const keys = valuesOf(type, condition).map((value) => readKey(type, value));
  return keys.every((key) => key !== null) ? { by, anyOf: keys } : null;
}

function isCurrencyOf(type: CustomFieldType, currency: string): boolean {
  return type === 'money' && currencyCode.safeParse(currency).success;
}

function valuesOf(
  type: CustomFieldType,
  condition: Exclude<CustomCondition, { from?: unknown }>,
): readonly (string | number | boolean)[] {
  if (Array.isArray(condition)) return condition;
  return typeof condition === 'string' && type !== 'text' ? condition.split(',') : [condition];
}

function readKey(type: CustomFieldType, value: string | number | boolean): Key | null {
  if (keyKind(type) === 'number') {
    const number = typeof value === 'boolean' || value === '' ? Number.NaN : Number(value);
    return Number.isFinite(number) ? number : null;
  }
  if (type === 'boolean') return /^(?:true|false)$/u.test(String(value)) ? String(value) : null;
  if (typeof value !== 'string') return null;
  if (type === 'date') return isoDate.safeParse(value).success ? value : null;
  const text = value.trim();
  if (text.length === 0 || text.length > usualText || /[\0\p{Cs}]/u.test(text)) return null;
  // Upper and lower case of a text are the same to whoever looks for it; the database folds both by its own rules.
  return type === 'link' ? text.toLowerCase() : text;
}
