import type { FieldIssue } from '../errors.ts';
import { usualText, type CustomFieldRules, type CustomFieldType } from './custom-field.ts';
import { isRefused, readValue } from './custom-value.rules.ts';

type Limit = keyof CustomFieldRules['validation'];

const limits: Readonly<Record<CustomFieldType, readonly Limit[]>> = {
  text: ['minLength', 'maxLength', 'pattern'],
  number: ['min', 'max'],
  money: ['min', 'max'],
  date: ['earliest', 'latest'],
  choice: [],
  multi_choice: [],
  link: [],
  boolean: [],
};

/** Types of which one value stands for one record; of the others hardly any two records would differ. */
const canBeUnique: ReadonlySet<CustomFieldType> = new Set(['text', 'number', 'money', 'date', 'choice', 'link']);
const offersOptions: ReadonlySet<CustomFieldType> = new Set(['choice', 'multi_choice']);
/** A list can be ordered by them: one value each, in an order that means something. */
const canBeSorted: ReadonlySet<CustomFieldType> = new Set(['text', 'number', 'money', 'date', 'choice', 'boolean']);

/** Whether a list can be ordered by fields of this type. */
export function isSortable(type: CustomFieldType): boolean {
  return canBeSorted.has(type);
}

/** What does not fit together in a definition; empty for a good one. */
export function checkDefinition(field: CustomFieldRules): readonly FieldIssue[] {
  return [
    ...checkLimits(field),
    ...checkOptions(field),
    ...checkUnique(field),
    ...((field.type === 'link') === (field.target !== null)
      ? []
      : [issue('target', 'A field of type link names what it points to, and no other field does.')]),
    ...checkDefault(field),
  ];
}

function issue(field: string, message: string): FieldIssue {
  return { field, code: 'invalid_definition', message };
}

function checkLimits({ type, validation }: CustomFieldRules): readonly FieldIssue[] {
  const foreign = Object.keys(validation).filter((limit) => !limits[type].some((own) => own === limit));
  const { min, max, minLength, maxLength, earliest, latest, pattern } = validation;
  return [
    ...foreign.map((limit) => issue(`validation.${limit}`, `A field of type ${type} has no such limit.`)),
    ...(isAbove(min, max) ? [issue('validation.min', 'The least is more than the most.')] : []),
    ...(isAbove(minLength, maxLength ?? (minLength === undefined ? undefined : usualText))
      ? [issue('validation.minLength', 'The shortest is longer than the longest.')]
      : []),
    ...(isAbove(earliest, latest) ? [issue('validation.earliest', 'The earliest is later than the latest.')] : []),
    ...(pattern !== undefined && /\\[1-9]/u.test(pattern)
      ? [issue('validation.pattern', 'Back references are not supported: matching them can take for ever.')]
      : []),
  ];
}

function isAbove<T extends string | number>(least: T | undefined, most: T | undefined): boolean {
  return least !== undefined && most !== undefined && least > most;
}

function checkOptions({ type, options }: CustomFieldRules): readonly FieldIssue[] {
  if (offersOptions.has(type) !== options.length > 0) {
    return [issue('options', 'A choice offers at least one option, and no other type does.')];
  }
  const keys = new Set(options.map(({ key }) => key));
  return keys.size < options.length ? [issue('options', 'Two options have the same key.')] : [];
}

function checkUnique({ type, unique, validation }: CustomFieldRules): readonly FieldIssue[] {
  if (!unique) return [];
  if (!canBeUnique.has(type)) return [issue('unique', `Values of type ${type} cannot be unique.`)];
  return (validation.maxLength ?? 0) > usualText
    ? [issue('unique', `A unique text has at most ${usualText} characters.`)]
    : [];
}

function checkDefault(field: CustomFieldRules): readonly FieldIssue[] {
  const read = readValue(field, field.defaultValue ?? null);
  if (isRefused(read)) return [{ field: 'defaultValue', ...read }];
  return field.unique && read.value !== null
    ? [issue('defaultValue', 'A unique field cannot give every new record the same value.')]
    : [];
}
