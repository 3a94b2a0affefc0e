import { z } from 'zod';
import { extension } from '../extension.ts';
import { email } from '../normalize/email.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  id,
  isoDateTime,
  line,
  namedRef,
  ownedBase,
  prose,
  queryBoolean,
  queryList,
  recordBase,
  searchText,
} from '../scalars.ts';
import { taggedFilter, taggedRow } from '../tag/tag-ref.ts';
import { locales } from '../user/user.ts';
import { clockStates } from './ticket-clocks.rules.ts';
import { ticketPriorities, ticketStatuses } from './ticket-status.rules.ts';

export const ticketChannels = ['email', 'phone', 'web', 'chat', 'api'] as const;

const fields = {
  subject: line(300),
  description: prose(20_000).nullable().default(null),
  /** Who asks: a contact, or somebody who is none yet. */
  contactId: id.nullable().default(null),
  requesterName: line(150).nullable().default(null),
  requesterEmail: email.nullable().default(null),
  /** The contact's account when left out. */
  accountId: id.nullable().optional(),
  channel: z.enum(ticketChannels).default('web'),
  /** The default category when left out. */
  categoryId: id.nullable().optional(),
  priority: z.enum(ticketPriorities).default('normal'),
  /** The contact's when left out. */
  language: z.enum(locales).nullable().optional(),
  /** The team in whose queue it lies. The category says when left out; the owner's team when there is one. */
  teamId: id.nullable().optional(),
  assignedTo: id.nullable().optional(),
};

/** Whether a clock is kept, warns, was missed, stands still or was kept to the end; `null` without a policy. */
const clockState = z.enum(clockStates).nullable();

/**
 * A support case. Its clocks are stored as the moments at which they are due; `slaState` follows from these and the
 * time of reading (`ticket-clocks.rules.ts`), so that it is never out of date.
 */
export const ticket = defineResource({
  name: 'ticket',
  path: 'tickets',
  table: 'crm_tickets',
  row: z.object({
    ...recordBase,
    ...ownedBase,
    ...taggedRow,
    ...extension.row,
    /** `T-000123`. */
    number: z.string(),
    subject: z.string(),
    description: z.string().nullable(),
    contactId: id.nullable(),
    contact: namedRef.nullable(),
    requesterName: z.string().nullable(),
    requesterEmail: z.string().nullable(),
    accountId: id.nullable(),
    account: namedRef.nullable(),
    channel: z.enum(ticketChannels),
    categoryId: id.nullable(),
    category: namedRef.nullable(),
    language: z.enum(locales).nullable(),
    team: namedRef.nullable(),
    priority: z.enum(ticketPriorities),
    status: z.enum(ticketStatuses),
    slaPolicyId: id.nullable(),
    slaPolicy: namedRef.nullable(),
    firstResponseWarnAt: isoDateTime.nullable(),
    firstResponseDueAt: isoDateTime.nullable(),
    firstRespondedAt: isoDateTime.nullable(),
    /** When the customer wrote what is to be answered next; `nextRespondedAt` tells that it was. */
    customerWaitsSince: isoDateTime.nullable(),
    nextResponseWarnAt: isoDateTime.nullable(),
    nextResponseDueAt: isoDateTime.nullable(),
    nextRespondedAt: isoDateTime.nullable(),
    resolutionWarnAt: isoDateTime.nullable(),
    resolutionDueAt: isoDateTime.nullable(),
    resolvedAt: isoDateTime.nullable(),
    closedAt: isoDateTime.nullable(),
    /** Since when the resolution clock stands still: while the ticket is pending, resolved or closed. */
    slaPausedAt: isoDateTime.nullable(),
    /** Working minutes for which it stood still before; they are in `resolutionDueAt`. */
    slaPausedMinutes: z.number(),
    /** The nearer of what is still due; `null` when no clock runs. */
    dueAt: isoDateTime.nullable(),
    slaState: clockState,
    firstResponseState: clockState,
    nextResponseState: clockState,
    resolutionState: clockState,
    mergedIntoId: id.nullable(),
    /** The ticket that this one was merged into, by its number. */
    mergedInto: namedRef.nullable(),
    messageCount: z.number().int(),
    lastMessageAt: isoDateTime.nullable(),
    abilities: abilities(
      'update',
      'delete',
      'restore',
      'assign',
      'reply',
      'note',
      'take',
      'resolve',
      'close',
      'reopen',
      'merge',
      'unmerge',
    ),
  }),
  create: z.strictObject({
    ...fields,
    ...extension.create,
    /** The policy whose conditions fit best when left out. */
    slaPolicyId: id.optional(),
  }),
  example: { subject: 'A sensor reports no temperature', priority: 'high' },
  update: z.strictObject({
    ...patchOf(fields),
    ...extension.update,
    slaPolicyId: id.optional(),
    /** Only between the states of work; resolving, closing and reopening are verbs of their own. */
    status: z.enum(['open', 'pending']).optional(),
  }),
  filter: z.strictObject({
    ...extension.filter,
    status: queryList(z.enum(ticketStatuses)).optional(),
    priority: queryList(z.enum(ticketPriorities)).optional(),
    channel: queryList(z.enum(ticketChannels)).optional(),
    categoryId: queryList(id).optional(),
    teamId: queryList(id).optional(),
    assignedTo: queryList(id).optional(),
    /** Nobody has taken it. */
    unassigned: queryBoolean.optional(),
    accountId: id.optional(),
    contactId: id.optional(),
    slaState: queryList(z.enum(clockStates)).optional(),
    ...taggedFilter,
    dueFrom: isoDateTime.optional(),
    dueTo: isoDateTime.optional(),
    createdFrom: isoDateTime.optional(),
    createdTo: isoDateTime.optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'number', 'dueAt'],
  permissions: crudPermissions('ticket'),
});
export type TicketRow = RowOf<typeof ticket>;

/** Another ticket, into whose conversation this one goes. */
export const mergeInput = z.strictObject({ intoId: id });
