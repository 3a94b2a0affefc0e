import { keep, readKept } from '#admin/lib/kept.ts';
import { isRecord, readNumber, readString } from '#admin/lib/read.ts';
import { isSame, keysOf } from './form-values.ts';

/** What was typed and not saved. */
export interface Draft<Values> {
  readonly values: Values;
  /** What the form began with when it was typed. */
  readonly base: Values;
  readonly version: number | undefined;
  /** ISO moment. */
  readonly at: string;
}

/**
 * Reads what was typed and not saved in this tab. Only fields that the form still has, and of the kind that they have,
 * are taken.
 */
export function readDraft<Values extends object>(key: string, base: Values): Draft<Values> | undefined {
  const kept = readKept('tab', key);
  if (!isRecord(kept)) return undefined;
  const at = readString(kept['at']);
  if (at === undefined) return undefined;
  const values = merge(base, kept['values']);
  if (isSame(values, base)) return undefined;
  return { values, base: merge(base, kept['base']), version: readNumber(kept['version']), at };
}

/** Keeps what is typed until it is saved or thrown away. */
export function keepDraft<Values extends object>(key: string, draft: Draft<Values> | undefined): void {
  keep('tab', key, draft);
}

/** The form's own values, with those that were kept put in where they fit. */
function merge<Values extends object>(base: Values, kept: unknown): Values {
  if (!isRecord(kept)) return base;
  const merged = { ...base };
  for (const key of keysOf(base)) {
    const value: unknown = kept[key];
    if (value !== undefined && fits(base[key], value)) Object.assign(merged, { [key]: value });
  }
  return merged;
}

/** An empty field takes anything; another only what is of its kind, or nothing. */
function fits(before: unknown, value: unknown): boolean {
  return before === null || before === undefined || value === null || typeof before === typeof value;
}
