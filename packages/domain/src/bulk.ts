import { z } from 'zod';
import { errorCodes } from './errors.ts';
import { id } from './scalars.ts';

/** Rows of one call. More is an import's work. */
export const mostBulkRows = 1_000;

export const bulkStatuses = ['created', 'updated', 'deleted', 'refused'] as const;
export type BulkStatus = (typeof bulkStatuses)[number];

/** What became of one row, by its place in the call. A row that was refused left nothing behind. */
export const bulkOutcome = z.object({
  index: z.number().int(),
  status: z.enum(bulkStatuses),
  /** Of the record; `null` where there is none. */
  id: id.nullable(),
  error: z
    .object({
      code: z.enum(errorCodes),
      message: z.string(),
      /** What a single call would say besides: the fields that were refused under `issues`, the other record, … */
      details: z.record(z.string(), z.unknown()),
    })
    .nullable(),
});
export type BulkOutcome = z.output<typeof bulkOutcome>;

export const bulkResult = z.object({
  /** In the order of the rows. */
  items: z.array(bulkOutcome),
  /** How many of them were refused. */
  refused: z.number().int(),
});
export type BulkResult = z.output<typeof bulkResult>;
