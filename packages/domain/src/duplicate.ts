import { z } from 'zod';
import { line } from './scalars.ts';

/** By what two records may be the same. */
export const duplicateReasons = ['email', 'phone', 'name', 'domain', 'tax_id'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

/** What a create says beside its fields, where records may turn out to be there already (DIFF-013). */
export const confirmedOnCreate = {
  /** Why there shall be another one all the same; the timeline keeps it. */
  duplicateReason: line(300).optional(),
};

/** The same for a change that makes a record like another. */
export const confirmedOnUpdate = { ...confirmedOnCreate, confirmDuplicate: z.boolean().optional() };

/** The answer to "there is one like it": that it is known, and why another is right. */
export interface DuplicateConfirmation {
  readonly confirmDuplicate?: boolean | undefined;
  readonly duplicateReason?: string | undefined;
}
