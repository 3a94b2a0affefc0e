import { z } from 'zod';
import { id, isoDate, isoDateTime, line, namedRef } from '../scalars.ts';
import { invoiceStatuses } from '../invoice/invoice.rules.ts';
import { typeNames } from '../type-names.ts';

/**
 * One try to take money. `planned`: written down, nothing was sent. `unknown`: sent, and nobody knows what came of it
 * until the provider says so; nothing else is tried meanwhile. `succeeded`, `declined`: proven.
 */
export const chargeStates = ['planned', 'unknown', 'succeeded', 'declined'] as const;
export type ChargeState = (typeof chargeStates)[number];

/** In which of them nothing else may be tried for the same invoice. */
export const unsettledChargeStates = ['planned', 'unknown'] as const satisfies ChargeState[];

/** How a charge can end. */
export const settledChargeStates = ['succeeded', 'declined'] as const satisfies ChargeState[];

export const chargeRow = z
  .object({
    id,
    attempt: z.number().int(),
    state: z.enum(chargeStates),
    amountMinor: z.number().int(),
    currency: z.string(),
    /** Why it was declined, as the provider calls it. */
    declineCode: z.string().nullable(),
    /** What the provider calls it. */
    providerId: z.string().nullable(),
    createdAt: isoDateTime,
    sentAt: isoDateTime.nullable(),
    settledAt: isoDateTime.nullable(),
    /** Whether it is one of the tries of the schedule; otherwise somebody asked for it. */
    scheduled: z.boolean(),
    /** How often the provider was asked what came of it, and when it is asked again. */
    asked: z.number().int(),
    askAt: isoDateTime.nullable(),
    /** Who recorded the outcome and why, where the provider could not tell it. */
    settledBy: namedRef.nullable(),
    settledReason: z.string().nullable(),
    /** What the provider proved after somebody had recorded an outcome; another state than `state` contradicts it. */
    toldState: z.enum(settledChargeStates).nullable(),
    toldAt: isoDateTime.nullable(),
    abilities: z.object({ settle: z.boolean() }).register(typeNames, { name: 'ChargeAbilities' }),
  })
  .register(typeNames, { name: 'Charge' });
export type ChargeRow = z.output<typeof chargeRow>;

const longestText = 200;

/** What a provider proves of a charge. */
export const chargeOutcome = z.object({
  providerId: z.string().min(1).max(longestText),
  state: z.enum(settledChargeStates),
  declineCode: z.string().max(longestText).nullable(),
  amountMinor: z.number().int().positive(),
  currency: z.string().length(3),
});
export type ChargeOutcome = z.output<typeof chargeOutcome>;

/** What a person found out about a charge of which the provider cannot tell: `succeeded` is paid, `declined` is not. */
export const settleChargeInput = z.strictObject({ outcome: z.enum(settledChargeStates), reason: line(300) });
export type SettleChargeInput = z.output<typeof settleChargeInput>;

export const chargeList = z.object({ items: z.array(chargeRow) });

/** What was tried for the bill of a period, the last try first. */
export const periodCharges = z
  .object({
    periodStart: isoDate,
    invoice: z
      .object({
        id,
        number: z.string().nullable(),
        status: z.enum(invoiceStatuses),
        currency: z.string(),
        totalMinor: z.number().int(),
        balanceMinor: z.number().int(),
        version: z.number().int(),
        abilities: z.object({ pay: z.boolean() }).register(typeNames, { name: 'PeriodInvoiceAbilities' }),
      })
      .register(typeNames, { name: 'PeriodInvoice' }),
    charges: z.array(chargeRow),
  })
  .register(typeNames, { name: 'PeriodCharges' });
export type PeriodCharges = z.output<typeof periodCharges>;

export const periodChargesList = z.object({ items: z.array(periodCharges) });
