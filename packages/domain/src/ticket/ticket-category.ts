import { z } from 'zod';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, id, line, namedRef, recordBase, searchText } from '../scalars.ts';

const fields = {
  name: line(100),
  /** In whose queue new tickets of this category lie; the default category's when there is none. */
  teamId: id.nullable().default(null),
  /** What somebody has to know to be given its tickets: one of the skills of people. */
  skill: line(50).nullable().default(null),
  /** What a new ticket is when nobody says; at most one category is. */
  isDefault: z.boolean().default(false),
};

/** What tickets and articles are about, and which team answers. */
export const ticketCategory = defineResource({
  name: 'ticket_category',
  path: 'ticket_categories',
  table: 'crm_ticket_categories',
  row: z.object({
    ...recordBase,
    name: z.string(),
    teamId: id.nullable(),
    team: namedRef.nullable(),
    skill: z.string().nullable(),
    isDefault: z.boolean(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(fields),
  example: { name: 'Sensors' },
  update: z.strictObject(patchOf(fields)),
  filter: z.strictObject({ teamId: id.optional(), q: searchText.optional() }),
  sortable: ['name', 'createdAt'],
  permissions: crudPermissions('ticket_category'),
});
export type TicketCategoryRow = RowOf<typeof ticketCategory>;
