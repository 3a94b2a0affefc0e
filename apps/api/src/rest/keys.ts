/** Values under these keys belong to whoever wrote them: their inside is passed through untouched. */
const opaque = new Set(['custom', 'payload', 'changes', 'params']);

const snakeNames = new Map<string, string>();
const camelNames = new Map<string, string>();

/** `nextFollowUpAt` → `next_follow_up_at`; `phoneE164` → `phone_e164`. */
export function toSnake(name: string): string {
  return remember(snakeNames, name, () => name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`));
}

/** `next_follow_up_at` → `nextFollowUpAt`. */
export function toCamel(name: string): string {
  return remember(camelNames, name, () => name.replace(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase()));
}

/** Names come from callers too, so the memory is bounded. */
const rememberedNames = 5_000;

function remember(names: Map<string, string>, name: string, make: () => string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const made = make();
  if (names.size < rememberedNames) names.set(name, made);
  return made;
}

/** Keys of a value for REST, at every depth but inside what is opaque. */
export function snakeKeys(value: unknown): unknown {
  return mapKeys(value, toSnake);
}

/** Keys of a REST body as the procedures know them. */
export function camelKeys(value: unknown): unknown {
  return mapKeys(value, toCamel);
}

function mapKeys(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  const renamed: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    renamed[rename(name)] = opaque.has(name) ? inner : mapKeys(inner, rename);
  }
  return renamed;
}

/** The keys of whatever it is; none of what has none. */
export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
