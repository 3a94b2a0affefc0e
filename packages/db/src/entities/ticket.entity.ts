import { defineEntity, p } from '@mikro-orm/core';
import { ticketChannels } from '@crm/domain/ticket/ticket';
import { messageKinds } from '@crm/domain/ticket/ticket-message';
import { ticketPriorities, ticketStatuses } from '@crm/domain/ticket/ticket-status.rules';
import { locales } from '@crm/domain/user/user';
import { Account } from './account.entity.ts';
import {
  computedMoment,
  computedText,
  extensionColumns,
  idOf,
  key,
  moment,
  optionalIdOf,
  ownerColumns,
  recordColumns,
  schema,
  type OptionalId,
} from './columns.ts';
import { Contact } from './contact.entity.ts';
import {
  externalIdIndex,
  externalIdUnique,
  liveIndex,
  nullableSortIndexes,
  ownerIndexes,
  searchIndex,
  sortIndex,
  trashIndex,
} from './indexes.ts';
import { SlaPolicy } from './sla-policy.entity.ts';
import { Team } from './team.entity.ts';
import { TicketCategory } from './ticket-category.entity.ts';
import { User } from './user.entity.ts';

const firstResponseDue = 'case when first_responded_at is null then first_response_due_at else null end';
const nextResponseDue = 'case when next_responded_at is null then next_response_due_at else null end';
const resolutionDue = 'case when sla_paused_at is null then resolution_due_at else null end';

const TicketSchema = defineEntity({
  name: 'Ticket',
  tableName: 'crm_tickets',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...ownerColumns(
      () => User,
      () => Team,
    ),
    ...extensionColumns(),
    /** From the sequence `crm_tickets_number_seq`. */
    number: p.text(),
    subject: p.text(),
    /** Subject and requester as they are searched by, folded. */
    nameNormalized: p.text(),
    description: p.text().strictNullable(),
    contactId: () => optionalIdOf(Contact),
    requesterName: p.text().strictNullable(),
    requesterEmail: p.text().strictNullable(),
    accountId: () => optionalIdOf(Account),
    channel: p.enum(ticketChannels).default('web'),
    categoryId: () => optionalIdOf(TicketCategory),
    language: p.enum(locales).strictNullable(),
    priority: p.enum(ticketPriorities).default('normal'),
    status: p.enum(ticketStatuses).default('new'),
    slaPolicyId: () => optionalIdOf(SlaPolicy),
    firstResponseWarnAt: moment().strictNullable(),
    firstResponseDueAt: moment().strictNullable(),
    firstRespondedAt: moment().strictNullable(),
    /** When the customer wrote what is to be answered, or was answered last. */
    customerWaitsSince: moment().strictNullable(),
    nextResponseWarnAt: moment().strictNullable(),
    nextResponseDueAt: moment().strictNullable(),
    nextRespondedAt: moment().strictNullable(),
    resolutionWarnAt: moment().strictNullable(),
    resolutionDueAt: moment().strictNullable(),
    resolvedAt: moment().strictNullable(),
    closedAt: moment().strictNullable(),
    /** Since when the resolution clock stands still. */
    slaPausedAt: moment().strictNullable(),
    /** Working minutes, exact to the millisecond. */
    slaPausedMinutes: p.float().columnType('double precision').default(0),
    /** The nearer of the clocks that run: what a queue is worked by. */
    dueAt: computedMoment(`least(${firstResponseDue}, ${nextResponseDue}, ${resolutionDue})`),
    mergedIntoId: (): OptionalId => optionalIdOf(Ticket),
    /** What it was before it was merged into another, for the way back. */
    statusBeforeMerge: p.enum(ticketStatuses).strictNullable(),
    messageCount: p.integer().default(0),
    lastMessageAt: moment().strictNullable(),
    searchText: computedText('lower(number)', 'name_normalized', 'requester_email'),
  },
  indexes: [
    sortIndex('crm_tickets_created_at', 'createdAt'),
    sortIndex('crm_tickets_updated_at', 'updatedAt'),
    sortIndex('crm_tickets_number', 'number'),
    ...nullableSortIndexes('crm_tickets_due_at', 'dueAt'),
    ...ownerIndexes('crm_tickets'),
    trashIndex('crm_tickets'),
    externalIdIndex('crm_tickets'),
    liveIndex('crm_tickets_status', 'status', 'createdAt', 'id'),
    liveIndex('crm_tickets_channel', 'channel', 'createdAt', 'id'),
    liveIndex('crm_tickets_priority', 'priority', 'createdAt', 'id'),
    liveIndex('crm_tickets_category_id', 'categoryId', 'createdAt', 'id'),
    liveIndex('crm_tickets_account_id', 'accountId', 'createdAt', 'id'),
    liveIndex('crm_tickets_contact_id', 'contactId', 'createdAt', 'id'),
    liveIndex('crm_tickets_sla_policy_id', 'slaPolicyId'),
    { name: 'crm_tickets_merged_into_id', properties: ['mergedIntoId'], where: 'merged_into_id is not null' },
    // A queue, and the own tickets, by what is due first.
    liveIndex('crm_tickets_due_assigned_to', 'assignedTo', 'dueAt', 'id'),
    liveIndex('crm_tickets_due_team_id', 'teamId', 'dueAt', 'id'),
    searchIndex('crm_tickets'),
  ],
  uniques: [externalIdUnique('crm_tickets'), { name: 'crm_tickets_number_unique', properties: ['number'] }],
});

/** A support case. */
export class Ticket extends TicketSchema.class {}
TicketSchema.setClass(Ticket);

const TicketMessageSchema = defineEntity({
  name: 'TicketMessage',
  tableName: 'crm_ticket_messages',
  schema,
  properties: {
    id: key(),
    ticketId: () => idOf(Ticket),
    position: p.integer(),
    kind: p.enum(messageKinds),
    body: p.text(),
    /** Who of the customer's people wrote it. */
    contactId: () => optionalIdOf(Contact),
    mentions: p.array().columnType('uuid[]').defaultRaw("'{}'::uuid[]"),
    /** Articles that it hands on. */
    articleIds: p.array().columnType('uuid[]').defaultRaw("'{}'::uuid[]"),
    createdAt: moment(),
    /** Who wrote it, or wrote it down for the customer; null for a process. */
    createdBy: () => optionalIdOf(User),
  },
  indexes: [
    { name: 'crm_ticket_messages_ticket_id', properties: ['ticketId', 'createdAt', 'id'] },
    { name: 'crm_ticket_messages_contact_id', properties: ['contactId'], where: 'contact_id is not null' },
  ],
  uniques: [{ name: 'crm_ticket_messages_position_unique', properties: ['ticketId', 'position'] }],
});

/** One message of a ticket's conversation. Written once. */
export class TicketMessage extends TicketMessageSchema.class {}
TicketMessageSchema.setClass(TicketMessage);
