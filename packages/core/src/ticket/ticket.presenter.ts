import type { Actor } from '@crm/domain/actor';
import { ticket, type TicketRow } from '@crm/domain/ticket/ticket';
import { storedClocks } from '@crm/domain/ticket/ticket-clocks.rules';
import { canMoveTicket, isOver, type TicketStatus } from '@crm/domain/ticket/ticket-status.rules';
import { can } from '../policy.ts';
import { iso, presentExtension, presentOwner, presentRecord, recordAbilities, ref } from '../present.ts';
import type { TicketColumns } from './ticket.queries.ts';

export function presentTicket(row: TicketColumns, actor: Actor): TicketRow {
  const states = storedClocks(row, new Date());
  return {
    ...presentRecord(row),
    ...presentOwner(row),
    ...presentExtension(row),
    team: ref(row.teamId, row.teamName),
    tags: row.tags,
    number: row.number,
    subject: row.subject,
    description: row.description,
    contactId: row.contactId,
    contact: row.contactName === null ? null : ref(row.contactId, row.contactName),
    requesterName: row.requesterName,
    requesterEmail: row.requesterEmail,
    accountId: row.accountId,
    account: row.accountName === null ? null : ref(row.accountId, row.accountName),
    channel: row.channel,
    categoryId: row.categoryId,
    category: ref(row.categoryId, row.categoryName),
    language: row.language,
    priority: row.priority,
    status: row.status,
    slaPolicyId: row.slaPolicyId,
    slaPolicy: ref(row.slaPolicyId, row.slaPolicyName),
    firstResponseWarnAt: iso(row.firstResponseWarnAt),
    firstResponseDueAt: iso(row.firstResponseDueAt),
    firstRespondedAt: iso(row.firstRespondedAt),
    customerWaitsSince: iso(row.customerWaitsSince),
    nextResponseWarnAt: iso(row.nextResponseWarnAt),
    nextResponseDueAt: iso(row.nextResponseDueAt),
    nextRespondedAt: iso(row.nextRespondedAt),
    resolutionWarnAt: iso(row.resolutionWarnAt),
    resolutionDueAt: iso(row.resolutionDueAt),
    resolvedAt: iso(row.resolvedAt),
    closedAt: iso(row.closedAt),
    slaPausedAt: iso(row.slaPausedAt),
    slaPausedMinutes: row.slaPausedMinutes,
    dueAt: iso(row.dueAt),
    slaState: states.ticket,
    firstResponseState: states.firstResponse,
    nextResponseState: states.nextResponse,
    resolutionState: states.resolution,
    mergedIntoId: row.mergedIntoId,
    mergedInto: ref(row.mergedIntoId, row.mergedIntoNumber),
    messageCount: row.messageCount,
    lastMessageAt: iso(row.lastMessageAt),
    abilities: ticketAbilities(row, actor),
  };
}

/** A ticket that was merged into another takes no changes but the way back. */
function ticketAbilities(row: TicketColumns, actor: Actor): TicketRow['abilities'] {
  const usual = recordAbilities(actor, row, ticket.permissions);
  const merged = row.mergedIntoId !== null;
  const open = row.deletedAt === null && !merged;
  const moves = (to: TicketStatus) => open && row.status !== to && canMoveTicket(row.status, to);
  return {
    ...usual,
    update: usual.update && !merged,
    assign: open && can(actor, 'ticket:assign', row),
    reply: open && row.status !== 'closed' && can(actor, 'ticket:reply', row),
    note: open && can(actor, 'ticket:note', row),
    take:
      open &&
      !isOver(row.status) &&
      (row.status === 'new' || row.assignedTo !== actor.id) &&
      can(actor, 'ticket:take', row),
    resolve: moves('resolved') && can(actor, 'ticket:resolve', row),
    close: moves('closed') && can(actor, 'ticket:close', row),
    reopen: open && isOver(row.status) && can(actor, 'ticket:reopen', row),
    merge: open && can(actor, 'ticket:merge', row),
    unmerge: row.deletedAt === null && merged && can(actor, 'ticket:merge', row),
  };
}
