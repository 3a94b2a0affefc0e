/**
 * The key that lets the server recognise a write that is sent again. It belongs to the input object, so every retry of
 * one mutation carries the same key, and a new press of the button, with a new object, a new one.
 */
const keys = new WeakMap<object, string>();

/** The idempotency key of a write. */
export function idempotencyKeyOf(input: unknown): string {
  if (typeof input !== 'object' || input === null) return crypto.randomUUID();
  const known = keys.get(input);
  if (known !== undefined) return known;
  const made = crypto.randomUUID();
  keys.set(input, made);
  return made;
}
