/**
 * A process as a drawing says it: what happens by itself, where people are asked, what time does, and how it ends.
 * Its tasks are the steps of the process (`domain/processes/registry.ts`), by their keys.
 */
export interface Flow {
  /** What it begins with. */
  readonly begins: string;
  /** Who does each step, and what it is called. */
  readonly steps: Readonly<Record<string, readonly [how: 'automatic' | 'person' | 'wait', name: string]>>;
  /** Where the way parts, as a question. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What time does while a step waits; it goes on waiting. */
  readonly timers?: readonly Timer[];
  readonly ends: Readonly<Record<string, string>>;
  /** From `begin` or another, to, and the answer where the way parts. */
  readonly ways: readonly (readonly [from: string, to: string, answer?: string])[];
}

interface Timer {
  readonly on: string;
  /** ISO 8601. */
  readonly after: string;
  readonly tells: string;
}
