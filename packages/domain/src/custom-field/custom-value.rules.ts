import { z } from 'zod';
import { amountMinor, currency, id, isoDate } from '../scalars.ts';
import { largestNumber, usualText, type CustomFieldRules } from './custom-field.ts';

/** An amount in minor units of its currency. */
export const customMoney = z.strictObject({ minor: amountMinor, currency });
export type CustomValue = string | number | boolean | readonly string[] | z.output<typeof customMoney>;

interface Refusal {
  readonly code: string;
  readonly message: string;
}
export type ReadValue = { readonly value: CustomValue | null } | Refusal;

export function isRefused(read: ReadValue): read is Refusal {
  return 'code' in read;
}

type Rules = Pick<CustomFieldRules, 'type' | 'options' | 'validation'>;

/**
 * A value as its field keeps it, or the rule that it breaks. `null`, a text of blanks and a choice of nothing are no
 * value. What only the database can tell (patterns, whether a link leads anywhere, whether a value is taken) is not
 * looked at here.
 * @param kept options that the record has already: they are accepted though they are retired
 */
export function readValue(field: Rules, given: unknown, kept: readonly string[] = []): ReadValue {
  if (given === null) return { value: null };
  switch (field.type) {
    case 'text':
      return readText(field, given);
    case 'number':
      return readNumber(field, given);
    case 'money':
      return readMoney(field, given);
    case 'date':
      return readDate(field, given);
    case 'choice':
      return readChoice(field, given, kept);
    case 'multi_choice':
      return readChoices(field, given, kept);
    case 'link':
      return readLink(given);
    case 'boolean':
      return typeof given === 'boolean' ? { value: given } : refuse('invalid_type', 'Send true or false.');
  }
}

function readLink(given: unknown): ReadValue {
  const link = id.safeParse(given);
  return link.success ? { value: link.data.toLowerCase() } : refuse('invalid_type', 'Send the id of a record.');
}

function refuse(code: string, message: string): Refusal {
  return { code, message };
}

function readText({ validation: { minLength = 0, maxLength = usualText } }: Rules, given: unknown): ReadValue {
  if (typeof given !== 'string') return refuse('invalid_type', 'Send a text.');
  const text = given.trim();
  if (text === '') return { value: null };
  if (/[\0\p{Cs}]/u.test(text)) {
    return refuse('invalid_format', 'Must not contain NUL characters or halves of characters.');
  }
  if (text.length < minLength) return refuse('too_small', `Use at least ${minLength} characters.`);
  if (text.length > maxLength) return refuse('too_big', `Use at most ${maxLength} characters.`);
  return { value: text };
}

function readNumber({ validation }: Rules, given: unknown): ReadValue {
  if (typeof given !== 'number' || !Number.isFinite(given)) return refuse('invalid_type', 'Send a number.');
  return within(validation, given) ?? { value: given };
}

function readMoney({ validation }: Rules, given: unknown): ReadValue {
  const money = customMoney.safeParse(given);
  if (!money.success) {
    return refuse('invalid_type', 'Send { "minor": 1250, "currency": "EUR" }, the amount in minor units.');
  }
  return within(validation, money.data.minor) ?? { value: money.data };
}

function within({ min = -largestNumber, max = largestNumber }: Rules['validation'], amount: number): Refusal | null {
  if (amount < min) return refuse('too_small', `Must be ${min} or more.`);
  return amount > max ? refuse('too_big', `Must be ${max} or less.`) : null;
}

function readDate({ validation: { earliest, latest } }: Rules, given: unknown): ReadValue {
  const date = isoDate.safeParse(given);
  if (!date.success) return refuse('invalid_format', 'Send a day such as 2026-11-22.');
  if (earliest !== undefined && date.data < earliest) return refuse('too_small', `Not before ${earliest}.`);
  if (latest !== undefined && date.data > latest) return refuse('too_big', `Not after ${latest}.`);
  return { value: date.data };
}

function readChoice(field: Rules, given: unknown, kept: readonly string[]): ReadValue {
  if (typeof given !== 'string') return refuse('invalid_type', 'Send the key of an option.');
  return isOffered(field, given, kept) ? { value: given } : notOffered(field);
}

function readChoices(field: Rules, given: unknown, kept: readonly string[]): ReadValue {
  const keys = z.array(z.string()).safeParse(given);
  if (!keys.success) return refuse('invalid_type', 'Send a list of keys of options.');
  const chosen = [...new Set(keys.data)];
  if (!chosen.every((key) => isOffered(field, key, kept))) return notOffered(field);
  return { value: chosen.length === 0 ? null : chosen };
}

function isOffered({ options }: Rules, key: string, kept: readonly string[]): boolean {
  return options.some((option) => option.key === key && (!option.retired || kept.includes(key)));
}

function notOffered({ options }: Rules): Refusal {
  const offered = options.filter(({ retired }) => !retired).map(({ key }) => key);
  return refuse('invalid_value', `Choose one of: ${offered.join(', ')}.`);
}
