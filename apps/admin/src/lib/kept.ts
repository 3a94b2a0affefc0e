/** What a screen keeps on this device; storage may be closed to us, then nothing is kept. */
function storage(kind: 'device' | 'tab'): Storage | undefined {
  try {
    return kind === 'device' ? localStorage : sessionStorage;
  } catch {
    return undefined;
  }
}

/** Reads what was kept on this device, or in this tab; the reader decides what of it still makes sense. */
export function readKept(kind: 'device' | 'tab', key: string): unknown {
  const text = storage(kind)?.getItem(key);
  if (text === null || text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps a value on this device, or in this tab; `undefined` forgets it. */
export function keep(kind: 'device' | 'tab', key: string, value: unknown): void {
  try {
    if (value === undefined) storage(kind)?.removeItem(key);
    else storage(kind)?.setItem(key, JSON.stringify(value));
  } catch {
    // Full, or closed to us: the page works on without.
  }
}
