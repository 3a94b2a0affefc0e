import { z } from 'zod';
import { languages } from '../language.ts';
import { workingHours } from '../lead/lead-assignment.rules.ts';
import { email } from '../normalize/email.ts';
import { roles } from '../permissions.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, id, isoDateTime, line, namedRef, queryList, recordBase, searchText, timeZone } from '../scalars.ts';

export const userStatuses = ['invited', 'active', 'disabled'] as const;
export const locales = languages;
/** Length over composition (NIST SP 800-63B, 3.1.1.2): at least 12 characters, at most 200. */
export const password = z.string().min(12).max(200);

const fields = {
  email,
  name: line(150),
  role: z.enum(roles),
  teamId: id.nullable().default(null),
  locale: z.enum(locales).default('en'),
  timeZone: timeZone.default('UTC'),
  workingHours: workingHours.nullable().default(null),
  /** Nothing is given to this person before then. */
  absentUntil: isoDateTime.nullable().default(null),
  /** Decides for this person while absent. */
  deputyId: id.nullable().default(null),
  /** What this person knows: tickets of a category that asks for a skill go to who has it. */
  skills: z.array(line(50)).max(50).default([]),
};

/** Somebody who signs in. Deleting a user is disabling (DIFF-014): what they did stays theirs. */
export const user = defineResource({
  name: 'user',
  path: 'users',
  table: 'crm_users',
  row: z.object({
    ...recordBase,
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    teamId: id.nullable(),
    team: namedRef.nullable(),
    status: z.enum(userStatuses),
    locale: z.enum(locales),
    timeZone: z.string(),
    workingHours: workingHours.nullable(),
    absentUntil: isoDateTime.nullable(),
    deputyId: id.nullable(),
    deputy: namedRef.nullable(),
    skills: z.array(z.string()),
    lastLoginAt: isoDateTime.nullable(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject({ ...fields, password }),
  example: { name: 'Ada Lind', email: 'ada@halden.example', role: 'sales_rep', password: 'four words of yours' },
  update: z.strictObject({ ...patchOf(fields), password: password.optional() }),
  filter: z.strictObject({
    role: queryList(z.enum(roles)).optional(),
    teamId: queryList(id).optional(),
    status: queryList(z.enum(userStatuses)).optional(),
    q: searchText.optional(),
  }),
  sortable: ['name', 'createdAt', 'email'],
  permissions: crudPermissions('user'),
});
export type UserRow = RowOf<typeof user>;
