import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** SHA-256 → document: the only operations that run, where somebody wrote such a list. */
export type Operations = ReadonlyMap<string, string>;

/**
 * The operations that somebody registered: a JSON file of documents by name, as client tools write it.
 * @throws Error with one line, for a file that cannot be read
 */
export function readOperations(path: string): Operations {
  const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const documents = z.record(z.string(), z.string()).safeParse(file);
  if (!documents.success) throw new Error(`${path} must be a JSON object of operations by name.`);
  return new Map(Object.values(documents.data).map((text) => [sha256(text), text]));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
