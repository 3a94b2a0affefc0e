/** A choice that is kept on this device. Storage may be closed to us; then it lasts for the page. */
export function readPreference<Value extends string>(key: string, allowed: readonly Value[]): Value | undefined {
  try {
    const kept = localStorage.getItem(key);
    return allowed.find((value) => value === kept);
  } catch {
    return undefined;
  }
}

/** Keeps a choice on this device. */
export function writePreference(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that refuses storage still shows the choice until the page is left.
  }
}
