import { z } from 'zod';
import { id, isoDateTime, namedRef } from '../scalars.ts';
import { typeNames } from '../type-names.ts';

/** What people can do to a process. */
export const processVerbs = [
  'pause',
  'resume',
  'retry',
  'restart',
  'skip',
  'run_again',
  'cancel',
  'terminate',
] as const;
export type ProcessVerb = (typeof processVerbs)[number];

/** What a log tells: how a try of a step ended, and what somebody did to the process. */
export const processEvents = ['done', 'failed', ...processVerbs] as const;
export type ProcessEvent = (typeof processEvents)[number];

export const processLogRow = z
  .object({
    id,
    at: isoDateTime,
    event: z.enum(processEvents),
    step: z.string().nullable(),
    attempt: z.number().int().nullable(),
    /** What the step was called with and what it gave; secrets are masked. */
    input: z.unknown().optional(),
    output: z.unknown().optional(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    actor: namedRef.nullable(),
    reason: z.string().nullable(),
  })
  .register(typeNames, { name: 'ProcessLogEntry' });
export type ProcessLogRow = z.output<typeof processLogRow>;

const mask = '•••';
const secretKey = /secret|token|passw|authorization|cookie|signature|api_?key|credential|card|iban|cvc|pin$/iu;
/** Longer texts and lists are cut: a log is to be read. */
const longestText = 500;
const longestList = 50;
const deepest = 6;

/** A value as it may stand in a log: without secrets, not longer than can be read. */
export function maskSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value;
  if (value === null || typeof value !== 'object') return value ?? null;
  if (depth === deepest) return '…';
  if (Array.isArray(value)) return value.slice(0, longestList).map((each) => maskSecrets(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      secretKey.test(key) && each !== null ? mask : maskSecrets(each, depth + 1),
    ]),
  );
}
