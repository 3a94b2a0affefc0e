import type { ItemState, OperationCounts, OperationState } from './operation.ts';

export const operationVerbs = ['pause', 'resume', 'cancel', 'retry', 'skip', 'undo', 'overwrite'] as const;
export type OperationVerb = (typeof operationVerbs)[number];

export interface OperationFacts {
  readonly kind: string;
  readonly state: OperationState;
  readonly undoing: boolean;
  readonly counts: OperationCounts;
  readonly endedAt: Date | null;
}

/** How an operation stands, by what it wrote down itself and by the state of the process that works on it. */
export function stateOf(own: OperationState, process: string | null): OperationState {
  const ended = process === 'paused' || process === 'cancelled' || process === 'failed';
  return ended && !isOver(own) ? process : own;
}

/** An operation in which nothing happens any more, until somebody wants something of it. */
export function isOver(state: OperationState): boolean {
  return state === 'completed' || state === 'cancelled' || state === 'undone' || state === 'failed';
}

/**
 * Whether a verb makes sense now. The rights are asked elsewhere.
 * @param undoableUntil the last moment at which it can be taken back
 */
export function allowsVerb(verb: OperationVerb, facts: OperationFacts, now: Date, undoableUntil: Date | null): boolean {
  const { state, counts, undoing, kind } = facts;
  const inTime = undoableUntil !== null && now <= undoableUntil;
  switch (verb) {
    case 'pause':
      return state === 'selecting' || state === 'running';
    case 'resume':
      return state === 'paused';
    case 'cancel':
      return !isOver(state);
    case 'retry':
    case 'skip':
      return isOver(state) && kind !== 'export' && !undoing && counts.failed > 0;
    case 'undo':
      return isOver(state) && kind !== 'export' && counts.done > 0 && inTime;
    case 'overwrite':
      return isOver(state) && kind !== 'export' && counts.conflict > 0 && inTime;
  }
}

export interface Pace {
  /** When it last began or went on, and how many records were through by then. */
  readonly since: Date | null;
  readonly sinceProcessed: number;
  readonly at: Date;
}

/** How far it is, how fast, and how long it will take at this pace. */
export function progressOf({ total, pending }: OperationCounts, { since, sinceProcessed, at }: Pace) {
  const processed = total - pending;
  const seconds = since === null ? 0 : (at.getTime() - since.getTime()) / 1_000;
  const recent = processed - sinceProcessed;
  const perSecond = seconds > 0 && recent > 0 ? recent / seconds : null;
  const secondsLeft = perSecond === null ? null : Math.ceil(pending / perSecond);
  return { processed, perSecond: perSecond === null ? null : Math.round(perSecond * 10) / 10, secondsLeft };
}

/** Field → value; fields of a workspace each on its own, as `custom.<slot>`. */
export type Image = Readonly<Record<string, unknown>>;

/** What an operation changed of a record: the same fields before and after. */
export interface ItemImages {
  readonly before: Image;
  readonly after: Image;
}

/** The fields in which two images differ, before and after. */
export function changeBetween(before: Image, after: Image): ItemImages {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !isSame(before[field], after[field]),
  );
  const pick = (image: Image) => Object.fromEntries(fields.map((field) => [field, image[field] ?? null]));
  return { before: pick(before), after: pick(after) };
}

export interface Conflict {
  readonly field: string;
  readonly ours: unknown;
  readonly now: unknown;
}

/**
 * What undoing would write, and what stands in its way. A field that was asked for and is no longer as the operation
 * left it was changed by somebody: it is a conflict. One that merely followed (a score, a team) and has moved on is
 * left as it is.
 */
export function planUndo(
  { before, after }: ItemImages,
  now: Image,
  isAsked: (field: string) => boolean,
): { readonly restore: Image; readonly conflicts: readonly Conflict[] } {
  const fields = Object.keys(after);
  const untouched = fields.filter((field) => isSame(after[field], now[field]));
  const changed = fields.filter((field) => !isSame(after[field], now[field]) && !isSame(before[field], now[field]));
  return {
    restore: Object.fromEntries(untouched.map((field) => [field, before[field] ?? null])),
    conflicts: changed.filter(isAsked).map((field) => ({ field, ours: after[field], now: now[field] ?? null })),
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a ?? null)) === JSON.stringify(sorted(b ?? null));
}

/** The database keeps the keys of an object in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/**
 * What became of a record, as it is told: once an operation is over, what was not reached is skipped, and what was not
 * taken back is done.
 */
export function toldState(state: ItemState, operation: Pick<OperationFacts, 'state' | 'undoing'>): ItemState {
  if (state === 'pending' && isOver(operation.state)) return 'skipped';
  return state === 'undoing' && !operation.undoing ? 'done' : state;
}

/** Whose turn it is at a place in the row. */
export function turnOf(people: readonly string[], position: number): string | undefined {
  return people[position % people.length];
}

/** What is not settled yet: to be done, or to be taken back. */
export const openItemStates = { do: 'pending', undo: 'undoing' } as const satisfies Record<string, ItemState>;
