import { defineEntity, p } from '@mikro-orm/core';
import { chargeStates, settledChargeStates } from '@crm/domain/charge/charge';
import { idOf, key, moment, optionalIdOf, schema } from './columns.ts';
import { Invoice } from './invoice.entity.ts';
import { User } from './user.entity.ts';

const ChargeSchema = defineEntity({
  name: 'Charge',
  tableName: 'crm_charges',
  schema,
  properties: {
    /** Also the key under which the provider knows it. */
    id: key(),
    invoiceId: () => idOf(Invoice),
    attempt: p.integer(),
    state: p.enum(chargeStates).default('planned'),
    amountMinor: p.bigint('number'),
    currency: p.text(),
    methodRef: p.text(),
    providerId: p.text().strictNullable(),
    declineCode: p.text().strictNullable(),
    createdAt: moment(),
    createdBy: () => optionalIdOf(User),
    /** When it went to the provider for the first time. */
    sentAt: moment().strictNullable(),
    /** How often the provider was asked what came of it, and when it is asked again. */
    asked: p.integer().default(0),
    askAt: moment().strictNullable(),
    settledAt: moment().strictNullable(),
    /** Who recorded the outcome and why, where the provider could not tell it. */
    settledBy: () => optionalIdOf(User),
    settledReason: p.text().strictNullable(),
    /** What the provider proved after somebody had recorded an outcome. */
    toldState: p.enum(settledChargeStates).strictNullable(),
    toldAt: moment().strictNullable(),
    /** Whether it is one of the tries of the schedule, or one that a person asked for. */
    scheduled: p.boolean().default(true),
  },
  indexes: [
    { name: 'crm_charges_created_by', properties: ['createdBy'] },
    { name: 'crm_charges_settled_by', properties: ['settledBy'] },
  ],
  checks: [
    { name: 'crm_charges_amount_check', expression: 'amount_minor > 0' },
    { name: 'crm_charges_told_check', expression: '(told_state is null) = (told_at is null)' },
    {
      name: 'crm_charges_settled_reason_check',
      expression: "settled_reason is null or state in ('succeeded', 'declined')",
    },
  ],
  uniques: [
    { name: 'crm_charges_attempt_unique', properties: ['invoiceId', 'attempt'] },
    { name: 'crm_charges_open_unique', properties: ['invoiceId'], where: "state in ('planned', 'unknown')" },
    { name: 'crm_charges_provider_id_unique', properties: ['providerId'] },
  ],
});

/** One try to take the money of an invoice. */
export class Charge extends ChargeSchema.class {}
ChargeSchema.setClass(Charge);
