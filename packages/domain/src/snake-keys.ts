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

/** Keys of a value for REST, at every depth but inside what is opaque. */
export function snakeKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(snakeKeys);
  const snake: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) snake[toSnake(name)] = opaque.has(name) ? inner : snakeKeys(inner);
  return snake;
}
