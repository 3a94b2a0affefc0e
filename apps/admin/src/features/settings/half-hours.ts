const halfHour = 30;
/** The minute of midnight that ends a day. */
export const endOfDay = 24 * 60;

/** The half hours of a day, and the minute that is chosen, as options. */
export function halfHours(chosen: number, from = 0, to = endOfDay - 1): { value: string; label: string }[] {
  const usual = Array.from({ length: endOfDay / halfHour + 1 }, (_, index) => index * halfHour);
  const all = usual.includes(chosen) ? usual : [...usual, chosen].toSorted((a, b) => a - b);
  return all
    .filter((minute) => minute >= from && minute <= to)
    .map((minute) => ({ value: String(minute), label: clock(minute) }));
}

/** A minute of the day as clocks show it. */
export function clock(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
