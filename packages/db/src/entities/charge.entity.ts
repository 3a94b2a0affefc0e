import { defineEntity, p } from '@mikro-orm/core';
import { chargeStates } from '@crm/domain/charge/charge';
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
  },
  indexes: [{ name: 'crm_charges_created_by', properties: ['createdBy'] }],
  checks: [{ name: 'crm_charges_amount_check', expression: 'amount_minor > 0' }],
  uniques: [
    { name: 'crm_charges_attempt_unique', properties: ['invoiceId', 'attempt'] },
    { name: 'crm_charges_open_unique', properties: ['invoiceId'], where: "state in ('planned', 'unknown')" },
    { name: 'crm_charges_provider_id_unique', properties: ['providerId'] },
  ],
});

/** One try to take the money of an invoice. */
export class Charge extends ChargeSchema.class {}
ChargeSchema.setClass(Charge);
