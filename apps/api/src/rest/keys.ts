/** Values under these keys belong to whoever wrote them: their inside is passed through untouched. */
export const opaque: ReadonlySet<string> = new Set(['custom', 'payload', 'changes', 'params']);

const snakeNames = new Map<string, string>();
const mostNames = 10_000; // More than there are: something makes up keys, and nothing is kept of them.

/** `nextFollowUpAt` → `next_follow_up_at`; `phoneE164` → `phone_e164`. Asked for each key of each row, so kept. */
export function toSnake(name: string): string {
  const known = snakeNames.get(name);
  if (known !== undefined) return known;
  const snake = name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
  if (snakeNames.size < mostNames) snakeNames.set(name, snake);
  return snake;
}

/** `next_follow_up_at` → `nextFollowUpAt`. */
export function toCamel(name: string): string {
  return name.replace(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}

/** A path of a field, as REST spells it; the key of a custom field is its administrator's. */
export function snakePath(path: string): string {
  return path.startsWith('custom.') ? path : path.split('.').map(toSnake).join('.');
}

/** Keys of a value for REST, at every depth but inside what is opaque. */
export function snakeKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(snakeKeys);
  const snake: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) snake[toSnake(name)] = opaque.has(name) ? inner : snakeKeys(inner);
  return snake;
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
