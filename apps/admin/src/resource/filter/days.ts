import { addDays, today, type PlainDate } from '@crm/ui/format/plain-date';

const relative = /^([+-]?\d{1,4})d$/u;
const plain = /^\d{4}-\d{2}-\d{2}$/u;

/** A day of a filter, made absolute: `-30d` is thirty days ago. Nothing for what is no day. */
export function resolveDay(value: string | undefined): PlainDate | undefined {
  if (value === undefined) return undefined;
  if (plain.test(value)) return value;
  const days = relative.exec(value)?.[1];
  return days === undefined ? undefined : addDays(today(), Number(days));
}

/** The moment at which a day begins where the reader is, as ISO 8601. */
export function startOfDay(day: PlainDate): string {
  return new Date(`${day}T00:00:00`).toISOString();
}

/** The moment at which a day is over where the reader is: the start of the next. */
export function endOfDay(day: PlainDate): string {
  return startOfDay(addDays(day, 1));
}
