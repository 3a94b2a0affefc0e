/** One rule of a schema that a value breaks. */
export interface SchemaIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Of `invalid_format`: `email`, `url`. */
  readonly format?: string | undefined;
  /** Of `too_small`. */
  readonly minimum?: unknown;
}

type Parsed<Output> =
  | { readonly success: true; readonly data: Output }
  | { readonly success: false; readonly data?: never; readonly error: { readonly issues: readonly SchemaIssue[] } };

/** A schema of the domain, as far as the screens use it: it is asked, and never looked into. */
export interface Schema<Output> {
  /** The keys that it knows. */
  readonly shape: Readonly<Record<string, unknown>>;
  safeParse(value: unknown): Parsed<Output>;
}
