/** Values under these keys belong to whoever wrote them: their inside is passed through untouched. */
const opaque = new Set(['custom', 'payload', 'changes', 'params']);

/** `nextFollowUpAt` → `next_follow_up_at`; `phoneE164` → `phone_e164`. */
export function toSnake(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

/** `next_follow_up_at` → `nextFollowUpAt`. */
export function toCamel(name: string): string {
  return name.replace(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}

type Rename = (value: object, inner: typeof snakeKeys) => object;
const renames = new Map<string, Rename>();
const mostShapes = 2_000; // More than there are answers: something makes up keys, and nothing is kept of them.

/**
 * Keys of a value for REST, at every depth but inside what is opaque. The rows of a page have one shape, and each shape
 * gets a function of its own, made once: a third of the time, and its objects are quicker JSON (docs/performance.md).
 */
export function snakeKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(snakeKeys);
  const names = Object.keys(value);
  const shape = names.join('\n');
  const rename = renames.get(shape) ?? compile(names);
  if (renames.size < mostShapes) renames.set(shape, rename);
  return rename(value, snakeKeys);
}

function compile(names: readonly string[]): Rename {
  const field = (name: string, at = `value[${JSON.stringify(name)}]`) =>
    `[${JSON.stringify(toSnake(name))}]: ${opaque.has(name) ? at : `inner(${at})`}`;
  // Each name is written as a string literal, and so cannot be code.
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function('value', 'inner', `return { ${names.map((name) => field(name)).join(', ')} }`) as Rename;
}

/** Keys of a REST body as the procedures know them. */
export function camelKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(camelKeys);
  const camel: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) camel[toCamel(name)] = opaque.has(name) ? inner : camelKeys(inner);
  return camel;
}

/** The keys of whatever it is; none of what has none. */
export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
