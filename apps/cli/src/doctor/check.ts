/** What one look at the system found, in words for the person who has to act. */
export interface Finding {
  readonly ok: boolean;
  /** What is the case. */
  readonly detail: string;
  /** What to do, where something is wrong. */
  readonly advice?: string;
}

/** One thing that the doctor looks at. A check that throws counts as wrong. */
export interface Check {
  readonly name: string;
  look(): Promise<Finding>;
}

/** Where the parts are that the checks ask; undefined where there is none to ask. */
export interface Targets {
  readonly databaseUrl: string | undefined;
  readonly temporalAddress: string | undefined;
  readonly temporalUiUrl: string | undefined;
  /** Where mails go out, and where our own server keeps them. */
  readonly smtp: { readonly url: string; readonly folder: string | undefined } | undefined;
}

/** A finding that nothing is wrong. */
export function fine(detail: string): Finding {
  return { ok: true, detail };
}

/** A finding that something is wrong, with the way out. */
export function wrong(detail: string, advice: string): Finding {
  return { ok: false, detail, advice };
}

/** The text of whatever was thrown, on one line. */
export function describeError(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  // A connection that was refused on several addresses has its reasons inside.
  const inner = error instanceof AggregateError ? error.errors.map(describeError).join(', ') : '';
  return (inner === '' ? message : inner).split('\n')[0] ?? '';
}
