import { z } from 'zod';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, id, line, namedRef, recordBase, searchText } from '../scalars.ts';

/** How a team's new leads are shared out: to who has the fewest open ones, in turn, or by hand only. */
export const assignmentStrategies = ['load', 'round_robin', 'manual'] as const;
export type AssignmentStrategy = (typeof assignmentStrategies)[number];

const fields = {
  name: line(100),
  /** A manager of this team sees the teams below it too. */
  parentId: id.nullable().default(null),
  leadId: id.nullable().default(null),
  /** Whether new leads are given to this team's members. */
  takesLeads: z.boolean().default(false),
  assignmentStrategy: z.enum(assignmentStrategies).default('load'),
  /** Within so many working hours of their own its people act on a new lead; `null`: nothing is promised. */
  leadResponseHours: z.number().int().min(1).max(200).nullable().default(null),
  /** Whether new tickets are given to this team's people; else they lie in its queue until somebody takes them. */
  takesTickets: z.boolean().default(false),
  /** Whoever was given a ticket begins with it within so many working minutes; `null`: it stays with them. */
  ticketTakeMinutes: z.number().int().min(1).max(10_000).nullable().default(null),
};

export const team = defineResource({
  name: 'team',
  path: 'teams',
  table: 'crm_teams',
  row: z.object({
    ...recordBase,
    name: z.string(),
    parentId: id.nullable(),
    leadId: id.nullable(),
    lead: namedRef.nullable(),
    takesLeads: z.boolean(),
    assignmentStrategy: z.enum(assignmentStrategies),
    leadResponseHours: z.int().nullable(),
    takesTickets: z.boolean(),
    ticketTakeMinutes: z.int().nullable(),
    /** The people of this very team who may sign in. */
    memberCount: z.int(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(fields),
  example: { name: 'Sales North' },
  update: z.strictObject(patchOf(fields)),
  filter: z.strictObject({ parentId: id.optional(), q: searchText.optional() }),
  sortable: ['name', 'createdAt'],
  permissions: crudPermissions('team'),
});
export type TeamRow = RowOf<typeof team>;
