import { z } from 'zod';
import { extension } from '../extension.ts';
import { billingIntervals } from '../money/billing-interval.ts';
import { taxRate } from '../money/line.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  amountMinor,
  currency,
  line,
  prose,
  queryBoolean,
  queryList,
  recordBase,
  searchText,
} from '../scalars.ts';
import { taggedFilter, taggedRow } from '../tag/tag-ref.ts';

export const productKinds = ['product', 'service'] as const;

const fields = {
  /** The article number, unique among live products. */
  sku: line(60),
  name: line(200),
  description: prose(5_000).nullable().default(null),
  kind: z.enum(productKinds).default('product'),
  /** What one of it is called: piece, hour, licence. */
  unit: line(30).default('piece'),
  /** The list price in `currency`, without tax; price books say others. */
  priceMinor: amountMinor,
  currency,
  /** Percent, on top of the price. */
  taxRate: taxRate.default('0'),
  /** How often it is charged; `null` for what is sold once. */
  billingInterval: z.enum(billingIntervals).nullable().default(null),
  /** An inactive one stays on what has it, and is not offered for anything new. */
  active: z.boolean().default(true),
};

/** What is sold: goods, services and what recurs. */
export const product = defineResource({
  name: 'product',
  path: 'products',
  table: 'crm_products',
  row: z.object({
    ...recordBase,
    ...taggedRow,
    ...extension.row,
    sku: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    kind: z.enum(productKinds),
    unit: z.string(),
    priceMinor: z.number().int(),
    currency: z.string(),
    taxRate: z.string(),
    billingInterval: z.enum(billingIntervals).nullable(),
    active: z.boolean(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject({ ...fields, ...extension.create }),
  example: { sku: 'LOGGER-4', name: 'Temperature logger', priceMinor: 8_900, currency: 'EUR' },
  update: z.strictObject({ ...patchOf(fields), ...extension.update }),
  filter: z.strictObject({
    ...taggedFilter,
    ...extension.filter,
    kind: queryList(z.enum(productKinds)).optional(),
    active: queryBoolean.optional(),
    currency: queryList(currency).optional(),
    billingInterval: queryList(z.enum(billingIntervals)).optional(),
    q: searchText.optional(),
  }),
  sortable: ['name', 'sku', 'createdAt', 'updatedAt'],
  permissions: crudPermissions('product'),
});

export type ProductRow = RowOf<typeof product>;
