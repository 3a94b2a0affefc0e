import { z } from 'zod';
import { confirmedOnCreate, confirmedOnUpdate } from '../duplicate.ts';
import { extension } from '../extension.ts';
import { email, emailStatus } from '../normalize/email.ts';
import { phone } from '../normalize/phone.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  id,
  isoDateTime,
  line,
  namedRef,
  ownedBase,
  queryList,
  recordBase,
  searchText,
} from '../scalars.ts';
import { taggedFilter, taggedRow } from '../tag/tag-ref.ts';

export const languages = ['en', 'ru', 'ar'] as const;

const fields = {
  accountId: id.nullable().default(null),
  firstName: line(100).nullable().default(null),
  lastName: line(100),
  jobTitle: line(150).nullable().default(null),
  email: email.nullable().default(null),
  phone: phone.nullable().default(null),
  isPrimary: z.boolean().default(false),
  preferredLanguage: z.enum(languages).nullable().default(null),
  source: line(60).nullable().default(null),
  /** Whether the person agreed to be written to, and is `null` while nobody asked. */
  consent: z.boolean().nullable().default(null),
  assignedTo: id.nullable().optional(),
};

/** A person under an account. */
export const contact = defineResource({
  name: 'contact',
  path: 'contacts',
  table: 'crm_contacts',
  row: z.object({
    ...recordBase,
    ...ownedBase,
    ...taggedRow,
    ...extension.row,
    accountId: id.nullable(),
    account: namedRef.nullable(),
    firstName: z.string().nullable(),
    lastName: z.string(),
    name: z.string(),
    jobTitle: z.string().nullable(),
    email: z.string().nullable(),
    emailStatus,
    phone: z.string().nullable(),
    phoneE164: z.string().nullable(),
    isPrimary: z.boolean(),
    preferredLanguage: z.enum(languages).nullable(),
    source: z.string().nullable(),
    consent: z.boolean().nullable(),
    abilities: abilities('update', 'delete', 'restore', 'assign'),
  }),
  create: z.strictObject({
    ...fields,
    ...extension.create,
    ...confirmedOnCreate,
  }),
  example: { firstName: 'Ingrid', lastName: 'Solheim', email: 'ingrid@halden.example', jobTitle: 'Head of purchasing' },
  update: z.strictObject({ ...patchOf(fields), ...extension.update, ...confirmedOnUpdate }),
  filter: z.strictObject({
    ...taggedFilter,
    ...extension.filter,
    accountId: id.optional(),
    assignedTo: queryList(id).optional(),
    teamId: queryList(id).optional(),
    email: z.string().max(254).optional(),
    createdFrom: isoDateTime.optional(),
    createdTo: isoDateTime.optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'lastName'],
  permissions: crudPermissions('contact'),
});

export type ContactRow = RowOf<typeof contact>;

/** How a person is called in lists and sentences. */
export function personName(person: { firstName: string | null; lastName: string | null }): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ');
}
