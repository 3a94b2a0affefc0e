import { useCallback } from 'react';
import type { FieldIssue } from '@crm/domain/errors';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import type { SchemaIssue } from '../schema.ts';

/** What is wrong with each field, in words; nested fields by their path: `billingAddress.city`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Puts the rules that were broken into words, whether the screen or the server found them. */
export function useFieldIssues() {
  const words = useErrorWords();
  const ofSchema = useCallback(
    (issues: readonly SchemaIssue[]): FieldErrors =>
      Object.fromEntries(
        issues.map((issue) => [issue.path.join('.'), words.issue({ code: ruleOf(issue) })]).toReversed(),
      ),
    [words],
  );
  const ofServer = useCallback(
    (issues: readonly FieldIssue[]): FieldErrors =>
      Object.fromEntries(issues.map((issue) => [issue.field, words.issue({ code: namedRule(issue) })]).toReversed()),
    [words],
  );
  return { ofSchema, ofServer };
}

/** The rule of a schema by the name that there are words for. */
function ruleOf({ code, path, format, minimum }: SchemaIssue): string {
  const field = String(path.at(-1) ?? '');
  if (code === 'invalid_format' && (format === 'email' || format === 'url')) return format;
  if (code === 'too_small' && minimum === 1) return 'required';
  return namedRule({ field, code });
}

/** Some fields have a better word than their rule. */
function namedRule({ field, code }: Pick<FieldIssue, 'field' | 'code'>): string {
  if (field === 'password' && code === 'too_small') return 'password_short';
  if (field === 'phone' && code === 'too_small') return 'phone';
  if (field === 'email' && (code === 'custom' || code === 'invalid_format')) return 'email';
  // The one rule of a lead as a whole stands at its name.
  if (field === 'lastName' && code === 'custom') return 'tells_nothing';
  if (field === 'website' && code === 'invalid_format') return 'url';
  return code;
}
