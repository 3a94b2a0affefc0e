import { z } from 'zod';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, exampleId, id, line, namedRef, recordBase, searchText } from '../scalars.ts';
import { ticketPriorities } from '../ticket/ticket-status.rules.ts';

/** A year around the clock: nobody means more. */
const mostMinutes = 525_600;
const minutes = z.number().int().min(1).max(mostMinutes);

/**
 * What happens beside telling the managers when a ticket is late: nothing, it becomes more urgent, somebody else of its
 * team gets it, or whoever oversees the team.
 */
export const escalations = ['tell', 'raise_priority', 'reassign', 'to_manager'] as const;
export type Escalation = (typeof escalations)[number];

/** Working minutes of the policy's calendar. */
export const slaTarget = z
  .strictObject({
    firstResponseMinutes: minutes,
    /** To each message of the customer after the first response; nothing is promised when left out. */
    nextResponseMinutes: minutes.optional(),
    resolutionMinutes: minutes,
  })
  .refine(
    (target) => target.firstResponseMinutes <= target.resolutionMinutes,
    'The first response cannot be due after the resolution',
  );
export type SlaTarget = z.output<typeof slaTarget>;

export const slaTargets = z.strictObject({ low: slaTarget, normal: slaTarget, high: slaTarget, urgent: slaTarget });

const fields = {
  name: line(100),
  calendarId: id,
  targets: slaTargets,
  /** Applies where no other policy does; exactly one policy is. It has no conditions. */
  isDefault: z.boolean().default(false),
  /** Of two policies that fit equally well, the one with the smaller position applies. */
  position: z.number().int().min(0).max(1000).default(0),
  /** Conditions: a ticket must meet all that are given. */
  categoryId: id.nullable().default(null),
  priority: z.enum(ticketPriorities).nullable().default(null),
  /** The industry of the ticket's account, as the segment it belongs to. */
  industry: line(100).nullable().default(null),
  /** What happens when a ticket is late. */
  escalation: z.enum(escalations).default('tell'),
};

/** What was promised to customers: how soon a ticket is answered, and how soon it is solved. */
export const slaPolicy = defineResource({
  name: 'sla_policy',
  path: 'sla_policies',
  table: 'crm_sla_policies',
  row: z.object({
    ...recordBase,
    name: z.string(),
    calendarId: id,
    calendar: namedRef,
    targets: slaTargets,
    isDefault: z.boolean(),
    position: z.number().int(),
    categoryId: id.nullable(),
    priority: z.enum(ticketPriorities).nullable(),
    industry: z.string().nullable(),
    escalation: z.enum(escalations),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(fields),
  example: {
    name: 'Standard',
    calendarId: exampleId,
    targets: {
      low: { firstResponseMinutes: 480, resolutionMinutes: 4_800 },
      normal: { firstResponseMinutes: 240, resolutionMinutes: 2_400 },
      high: { firstResponseMinutes: 120, resolutionMinutes: 960 },
      urgent: { firstResponseMinutes: 30, resolutionMinutes: 240 },
    },
  },
  update: z.strictObject(patchOf(fields)),
  filter: z.strictObject({ calendarId: id.optional(), q: searchText.optional() }),
  sortable: ['position', 'name', 'createdAt'],
  permissions: crudPermissions('sla_policy'),
});
export type SlaPolicyRow = RowOf<typeof slaPolicy>;
