/** Keys of a form's values that hold nothing else than `Type`. */
export type KeysOf<Values, Type> = {
  [Key in keyof Values & string]-?: [Values[Key]] extends [Type] ? Key : never;
}[keyof Values & string];

/** Whether two values of a field are the same to a person. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** The keys whose values differ. */
export function changedKeys<Values extends object>(before: Values, after: Values): readonly (keyof Values & string)[] {
  return keysOf(after).filter((key) => !isSame(before[key], after[key]));
}

/** Only some of the values. */
export function pickValues<Values extends object>(
  values: Values,
  keys: readonly (keyof Values & string)[],
): Partial<Values> {
  const picked: Partial<Values> = {};
  for (const key of keys) picked[key] = values[key];
  return picked;
}

/** The keys of a form's values, typed. */
export function keysOf<Values extends object>(values: Values): readonly (keyof Values & string)[] {
  const isKey = (key: string): key is keyof Values & string => key in values;
  return Object.keys(values).filter(isKey);
}
