import { opaque, toSnake } from '@crm/domain/snake-keys';

export { opaque, snakeKeys, toSnake } from '@crm/domain/snake-keys';

/** `next_follow_up_at` → `nextFollowUpAt`. */
export function toCamel(name: string): string {
  return name.replace(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}

/** A path of a field, as REST spells it; the key of a custom field is its administrator's. */
export function snakePath(path: string): string {
  return path.startsWith('custom.') ? path : path.split('.').map(toSnake).join('.');
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
