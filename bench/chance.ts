/** Numbers that look random and come out the same each time: mulberry32, 32 bits of state. */
export function createChance(seed: number) {
  let state = seed;
  /** From 0 to below 1. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  /** One of a list, each as likely as any other. */
  function pick<T>(list: readonly T[]): T {
    return take(list, Math.floor(next() * list.length));
  }
  /** One of a list, the first ones far more often than the last: so are names given. */
  function pickSkewed<T>(list: readonly T[]): T {
    return take(list, Math.floor(next() ** 1.5 * list.length));
  }
  /** A UUIDv7 of a moment (milliseconds since 1970). */
  function uuid(moment: number): string {
    const hex = (digits: number) =>
      Math.floor(next() * 16 ** digits)
        .toString(16)
        .padStart(digits, '0');
    const time = moment.toString(16).padStart(12, '0');
    const variant = (8 + Math.floor(next() * 4)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
  }
  return { next, pick, pickSkewed, uuid };
}

export type Chance = ReturnType<typeof createChance>;

function take<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error('There is nothing to choose from.');
  return item;
}
