import { z } from 'zod';
import { confirmedOnCreate, confirmedOnUpdate } from '../duplicate.ts';
import { extension } from '../extension.ts';
import { email, emailStatus } from '../normalize/email.ts';
import { phone } from '../normalize/phone.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  country,
  currency,
  id,
  isoDateTime,
  line,
  ownedBase,
  queryBoolean,
  queryList,
  recordBase,
  searchText,
} from '../scalars.ts';
import { taggedFilter, taggedRow } from '../tag/tag-ref.ts';
import { typeNames } from '../type-names.ts';

export const accountKinds = ['company', 'person'] as const;
export const accountStatuses = ['prospect', 'active', 'inactive', 'lost'] as const;

export const address = z
  .strictObject({
    line1: line(200).optional(),
    line2: line(200).optional(),
    city: line(100).optional(),
    region: line(100).optional(),
    postalCode: line(20).optional(),
    country: country.optional(),
  })
  .register(typeNames, { name: 'Address' });

const fields = {
  name: line(200),
  kind: z.enum(accountKinds).default('company'),
  status: z.enum(accountStatuses).default('prospect'),
  email: email.nullable().default(null),
  phone: phone.nullable().default(null),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable()
    .default(null),
  /** Where a person who buys works. */
  company: line(200).nullable().default(null),
  taxId: line(40).nullable().default(null),
  industry: line(100).nullable().default(null),
  currency: currency.nullable().default(null),
  contacted: z.boolean().default(false),
  nextFollowUpAt: isoDateTime.nullable().default(null),
  billingAddress: address.nullable().default(null),
  shippingAddress: address.nullable().default(null),
  assignedTo: id.nullable().optional(),
};

/** A customer: a company, or a person who buys. The console calls it a customer (DIFF-001). */
export const account = defineResource({
  name: 'account',
  path: 'accounts',
  table: 'crm_accounts',
  row: z.object({
    ...recordBase,
    ...ownedBase,
    ...taggedRow,
    ...extension.row,
    name: z.string(),
    kind: z.enum(accountKinds),
    status: z.enum(accountStatuses),
    email: z.string().nullable(),
    emailStatus,
    phone: z.string().nullable(),
    phoneE164: z.string().nullable(),
    website: z.string().nullable(),
    websiteDomain: z.string().nullable(),
    company: z.string().nullable(),
    taxId: z.string().nullable(),
    industry: z.string().nullable(),
    currency: z.string().nullable(),
    contacted: z.boolean(),
    nextFollowUpAt: isoDateTime.nullable(),
    billingAddress: address.nullable(),
    shippingAddress: address.nullable(),
    abilities: abilities('update', 'delete', 'restore', 'assign'),
  }),
  create: z.strictObject({
    ...fields,
    ...extension.create,
    ...confirmedOnCreate,
  }),
  example: {
    name: 'Halden Cold Chain GmbH',
    email: 'info@halden.example',
    phone: '+49 30 5550 1200',
    industry: 'Logistics',
  },
  update: z.strictObject({ ...patchOf(fields), ...extension.update, ...confirmedOnUpdate }),
  filter: z.strictObject({
    ...taggedFilter,
    ...extension.filter,
    status: queryList(z.enum(accountStatuses)).optional(),
    assignedTo: queryList(id).optional(),
    teamId: queryList(id).optional(),
    contacted: queryBoolean.optional(),
    createdFrom: isoDateTime.optional(),
    createdTo: isoDateTime.optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'name'],
  permissions: crudPermissions('account'),
});

export type AccountRow = RowOf<typeof account>;
