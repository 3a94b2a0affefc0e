/** Whether a value that came from outside is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string that came from outside, or nothing. */
export function readString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A number that came from outside, or nothing. */
export function readNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A record named in a refusal's details: its id and, where the caller may know it, its name. */
export interface NamedRecord {
  readonly id: string;
  readonly name: string;
  readonly detail: string | undefined;
}

/** Reads a record that a refusal names: `{ id, name, email?, phone? }`. */
export function readNamed(value: unknown): NamedRecord | undefined {
  if (!isRecord(value)) return undefined;
  const id = readString(value['id']);
  const name = readString(value['name']);
  if (id === undefined || name === undefined) return undefined;
  const detail = [readString(value['email']), readString(value['phone'])].filter(Boolean).join(', ');
  return { id, name, detail: detail === '' ? undefined : detail };
}
