/** What calls cost beside the records that they read, each of which costs 1 (ADR 0008). */
export const costs = {
  /** A statement of the database, however many parents it serves. */
  read: 100,
  /** A transaction. */
  write: 500,
} as const;

/** What one request may ask for. */
export const limits = {
  /** Fields inside fields, `edges` and `node` among them: four connections one inside the other. */
  depth: 15,
  cost: 10_000,
  /** Scalars in the answer. */
  values: 100_000,
  /** Fields of a document, those of fragments wherever they are spread. */
  fields: 1_000,
  /** Words and signs of a document, before anything is made of it: to check it can cost their square. */
  tokens: 2_000,
} as const;
