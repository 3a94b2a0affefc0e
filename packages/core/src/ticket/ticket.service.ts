import { randomUUIDv7 } from 'node:crypto';
import { Ticket } from '@crm/db/entities/ticket.entity';
import { DomainError } from '@crm/domain/errors';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ticket } from '@crm/domain/ticket/ticket';
import { nobodyWaits, type NextResponse } from '@crm/domain/ticket/ticket-clocks.rules';
import { isOver, type TicketStatus } from '@crm/domain/ticket/ticket-status.rules';
import type { ServiceContext } from '../context.ts';
import { extensionAfter, extensionOfNew } from '../extension.ts';
import { allow } from '../policy.ts';
import { assignChanges, newRecord, saveCreated, saveDeleted, saveRestored } from '../record.ts';
import { nextNumber, requireNamed, routeNew, searchedBy } from './ticket-facts.ts';
import { mergeTicket, unmergeTicket } from './ticket-merge.ts';
import { addNote, addReply, listMessages, receiveMessage } from './ticket-messages.ts';
import { ownerOfNewTicket, reassignTicket } from './ticket-owner.ts';
import { scheduleTicket } from './ticket-sla.ts';
import { saveTicket, statusColumns, tellCustomer } from './ticket-status.ts';
import { watchTicket } from './ticket-watch.ts';
import { answerWith, openTicket, openUnmerged, ticketReads } from './ticket.reads.ts';

/** Support cases: their queue, their clocks and their conversation. */
export const ticketService = {
  ...ticketReads,
  messages: listMessages,
  reply: addReply,
  note: addNote,
  receive: receiveMessage,
  merge: mergeTicket,
  unmerge: unmergeTicket,

  async create(ctx: ServiceContext, data: CreateOf<typeof ticket>) {
    allow(ctx, 'ticket:create');
    const { slaPolicyId, confirmDuplicate, ...plain } = data;
    const contact = await requireNamed(ctx, data);
    const { categoryId, queue } = await routeNew(ctx, data.categoryId);
    const accountId = data.accountId === undefined ? contact.accountId : data.accountId;
    const facts = {
      createdAt: ctx.now,
      priority: data.priority,
      categoryId,
      accountId,
      slaPausedMinutes: 0,
      waits: nobodyWaits,
    };
    const record = ctx.em.create(Ticket, {
      ...newRecord(ctx, randomUUIDv7()),
      ...plain,
      ...(await extensionOfNew(ctx, 'ticket', { ...plain, confirmDuplicate })),
      priority: data.priority,
      categoryId,
      accountId,
      slaPausedMinutes: 0,
      ...(await ownerOfNewTicket(ctx, data, queue)),
      ...(await scheduleTicket(ctx, facts, slaPolicyId)),
      language: data.language === undefined ? contact.language : data.language,
      number: await nextNumber(ctx),
      nameNormalized: searchedBy(data),
      status: 'new',
      firstRespondedAt: null,
      resolvedAt: null,
      closedAt: null,
      slaPausedAt: null,
      mergedIntoId: null,
      statusBeforeMerge: null,
      lastMessageAt: null,
    });
    await saveCreated(ctx, 'ticket', record);
    await tellCustomer(ctx, record, 'ticket_created');
    await watchTicket(ctx, record);
    return answerWith(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof ticket>, version?: number) {
    const record = await openUnmerged(ctx, id, 'update', version);
    const { assignedTo, teamId, status, ...plain } = data;
    await requireNamed(ctx, newlyNamed(record, plain));
    const changes = assignChanges(record, {
      ...plain,
      ...(await extensionAfter(ctx, 'ticket', record, plain)),
      ...(await reassignTicket(ctx, record, { assignedTo, teamId })),
      ...(await rescheduled(ctx, record, data)),
      nameNormalized: searchedBy({
        subject: plain.subject ?? record.subject,
        requesterName: requesterOf(record, plain),
      }),
    });
    if (status !== undefined && status !== record.status) refuseOver(record);
    const moved = status === undefined ? {} : assignChanges(record, await statusColumns(ctx, record, status));
    await saveTicket(ctx, record, { ...changes, ...moved });
    return answerWith(ctx, id);
  },

  /** Whoever takes a ticket works on it. */
  async take(ctx: ServiceContext, id: string) {
    const record = await openUnmerged(ctx, id, 'take');
    refuseOver(record);
    const { actor } = ctx;
    const changes = assignChanges(record, {
      assignedTo: actor.id,
      teamId: actor.teamId ?? record.teamId,
      ...(record.status === 'new' ? await statusColumns(ctx, record, 'open') : {}),
    });
    await saveTicket(ctx, record, changes);
    return answerWith(ctx, id);
  },

  resolve: (ctx: ServiceContext, id: string) => moveTicket(ctx, id, 'resolve', 'resolved'),
  close: (ctx: ServiceContext, id: string) => moveTicket(ctx, id, 'close', 'closed'),

  async reopen(ctx: ServiceContext, id: string) {
    const record = await openUnmerged(ctx, id, 'reopen');
    if (!isOver(record.status)) throw new DomainError('invalid_transition', 'This ticket is not over.');
    await saveTicket(ctx, record, assignChanges(record, await statusColumns(ctx, record, 'open')));
    return answerWith(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await openTicket(ctx, id, 'delete', version);
    await saveDeleted(ctx, 'ticket', record);
    await watchTicket(ctx, record);
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await openTicket(ctx, id, 'restore');
    await saveRestored(ctx, 'ticket', record);
    await watchTicket(ctx, record);
    return answerWith(ctx, id);
  },
};

async function moveTicket(ctx: ServiceContext, id: string, action: 'resolve' | 'close', to: TicketStatus) {
  const record = await openUnmerged(ctx, id, action);
  await saveTicket(ctx, record, assignChanges(record, await statusColumns(ctx, record, to)));
  return answerWith(ctx, id);
}

function refuseOver({ status }: Ticket): void {
  if (isOver(status)) {
    throw new DomainError('invalid_transition', 'This ticket is over. Reopen it first.', { from: status });
  }
}

function requesterOf(record: Ticket, { requesterName }: UpdateOf<typeof ticket>): string | null {
  return requesterName === undefined ? record.requesterName : requesterName;
}

type Named = Pick<UpdateOf<typeof ticket>, 'contactId' | 'accountId' | 'categoryId'>;

/** Only what is newly named must be visible; what was linked before stays linked. */
function newlyNamed(record: Ticket, { contactId, accountId, categoryId }: Named): Named {
  return {
    contactId: contactId === record.contactId ? undefined : contactId,
    accountId: accountId === record.accountId ? undefined : accountId,
    categoryId: categoryId === record.categoryId ? undefined : categoryId,
  };
}

function pickWaits({
  customerWaitsSince,
  nextResponseWarnAt,
  nextResponseDueAt,
  nextRespondedAt,
}: Ticket): NextResponse {
  return { customerWaitsSince, nextResponseWarnAt, nextResponseDueAt, nextRespondedAt };
}

/** Another priority, category or account may mean another policy, and other due times in any case. */
async function rescheduled(ctx: ServiceContext, record: Ticket, data: UpdateOf<typeof ticket>) {
  const facts = {
    createdAt: record.createdAt,
    slaPausedMinutes: record.slaPausedMinutes,
    waits: pickWaits(record),
    priority: data.priority ?? record.priority,
    categoryId: data.categoryId === undefined ? record.categoryId : data.categoryId,
    accountId: data.accountId === undefined ? record.accountId : data.accountId,
  };
  const same =
    facts.priority === record.priority &&
    facts.categoryId === record.categoryId &&
    facts.accountId === record.accountId &&
    (data.slaPolicyId === undefined || data.slaPolicyId === record.slaPolicyId);
  return same ? {} : scheduleTicket(ctx, facts, data.slaPolicyId);
}
