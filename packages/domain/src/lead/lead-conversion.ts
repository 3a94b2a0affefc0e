import { z } from 'zod';
import { amountMinor, currency, id, isoDate, isoDateTime, line } from '../scalars.ts';
import { typeNames } from '../type-names.ts';

/** Why a candidate was found, strongest first. */
export const matchReasons = ['email', 'phone', 'taxId', 'domain', 'name'] as const;
export type MatchReason = (typeof matchReasons)[number];

export const matchCandidate = z
  .object({
    id,
    name: z.string(),
    detail: z.string().nullable(),
    reasons: z.array(z.enum(matchReasons)),
  })
  .register(typeNames, { name: 'MatchCandidate' });
export type MatchCandidate = z.output<typeof matchCandidate>;

/** What is found for a lead among accounts and contacts by normalized fields. */
export const conversionMatches = z.object({
  accounts: z.array(matchCandidate),
  contacts: z.array(matchCandidate.extend({ accountId: id.nullable() })),
});
export type ConversionMatches = z.output<typeof conversionMatches>;

/** `null`: create a new one. */
export const conversionChoice = z.strictObject({
  accountId: id.nullable(),
  contactId: id.nullable(),
});
export type ConversionChoice = z.output<typeof conversionChoice>;

export const convertInput = z.strictObject({
  /** The pipeline whose first stage the opportunity enters; the default pipeline when left out. */
  pipelineId: id.optional(),
  opportunityName: line(200).optional(),
  amountMinor: amountMinor.optional(),
  currency: currency.optional(),
  expectedCloseDate: isoDate.optional(),
  /** Decided beforehand: nothing is asked. */
  choice: conversionChoice.optional(),
});
export type ConvertInput = z.output<typeof convertInput>;

/** How a change made after the conversion stands in the way of undoing it. */
export const undoConflict = z.object({
  resource: z.enum(['account', 'contact', 'opportunity', 'lead', 'activity']),
  id,
  name: z.string(),
  /** `*` when the whole record is in use by something newer. */
  field: z.string(),
  /** What the conversion left. */
  before: z.unknown(),
  now: z.unknown(),
});
export type UndoConflict = z.output<typeof undoConflict>;

export const undoInput = z.strictObject({
  /** `ask` refuses with the conflicts; `keep` leaves what was changed since as it is and undoes the rest. */
  onConflict: z.enum(['ask', 'keep']).default('ask'),
});

export type UndoInput = z.output<typeof undoInput>;

export const conversionRow = z.object({
  leadId: id,
  processId: id,
  accountId: id,
  accountCreated: z.boolean(),
  contactId: id,
  contactCreated: z.boolean(),
  opportunityId: id,
  convertedAt: isoDateTime,
  undoableUntil: isoDateTime,
  undoneAt: isoDateTime.nullable(),
});
export type ConversionRow = z.output<typeof conversionRow>;

/** Days in which a conversion can be taken back. */
export const undoDays = 30;
