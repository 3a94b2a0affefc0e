import { addWorkingMinutes, type WorkingCalendar } from '@crm/domain/calendar/working-time.rules';
import { foldName } from '@crm/domain/normalize/name';
import {
  afterCustomerWrote,
  awaitsAnswer,
  clockAfter,
  dueTimes,
  nobodyWaits,
  type ClockTarget,
} from '@crm/domain/ticket/ticket-clocks.rules';
import { afterCustomerMessage, afterReply, isOver, type TicketStatus } from '@crm/domain/ticket/ticket-status.rules';
import type { Demo } from '../demo.ts';
import type { StaffKey } from '../staff.ts';

type Row = Demo['rows']['crm_tickets'][number];
type Facts = Pick<
  Row,
  'subject' | 'description' | 'priority' | 'channel' | 'language' | 'categoryId' | 'contactId' | 'accountId' | 'teamId'
>;

/** A ticket as it is told, step by step, by the same rules as a real one; what lies in the future does not happen. */
export class ToldTicket {
  readonly #demo: Demo;
  readonly #calendar: WorkingCalendar;
  readonly #promise: { readonly target: ClockTarget; readonly calendar: WorkingCalendar };
  readonly row: Row;
  /** When the last thing happened. */
  at: Date;

  constructor(
    demo: Demo,
    at: Date,
    facts: Facts,
    policy: { readonly id: string; readonly target: ClockTarget; readonly calendar: WorkingCalendar },
  ) {
    this.#demo = demo;
    this.#calendar = policy.calendar;
    this.#promise = policy;
    this.at = at;
    this.row = {
      ...demo.record(at, null),
      ...demo.extension(),
      ...facts,
      assignedTo: null,
      number: '',
      nameNormalized: foldName(facts.subject),
      requesterName: null,
      requesterEmail: null,
      status: 'new',
      slaPolicyId: policy.id,
      ...dueTimes(at, 0, policy.target, policy.calendar),
      ...nobodyWaits,
      firstRespondedAt: null,
      resolvedAt: null,
      closedAt: null,
      slaPausedAt: null,
      slaPausedMinutes: 0,
      mergedIntoId: null,
      statusBeforeMerge: null,
      messageCount: 0,
      lastMessageAt: null,
    };
    this.tell('created', null, {});
    this.#tellCustomer('ticket_created', null);
  }

  /** Working minutes after the last step; `null` when that is still to come. */
  inWorkingTime(minutes: number): Date | null {
    return this.#past(addWorkingMinutes(this.#calendar, this.at, minutes));
  }

  /** Hours by the wall clock after the last step, as customers write; `null` when that is still to come. */
  later(hours: number): Date | null {
    return this.#past(new Date(this.at.getTime() + Math.round(hours * 60) * 60_000));
  }

  #past(moment: Date): Date | null {
    return moment < this.#demo.calendar.now ? moment : null;
  }

  take(at: Date, by: StaffKey): void {
    this.row.assignedTo = this.#demo.userIds[by];
    this.move(at, by, afterReply(this.row.status));
  }

  reply(at: Date, by: StaffKey, body: string, to?: TicketStatus, articleIds: string[] = []): void {
    this.#say(at, by, 'reply', body, { articleIds });
    this.row.firstRespondedAt ??= at;
    this.#answered(at);
    this.move(at, by, to ?? afterReply(this.row.status));
  }

  note(at: Date, by: StaffKey, body: string, mentions: string[] = []): void {
    this.#say(at, by, 'note', body, { mentions });
  }

  hear(at: Date, body: string): void {
    this.#say(at, null, 'customer', body, {});
    Object.assign(this.row, afterCustomerWrote(this.row, this.#promise, at));
    this.move(at, null, afterCustomerMessage(this.row.status));
  }

  move(at: Date, by: StaffKey | null, to: TicketStatus): void {
    const { row } = this;
    const from = row.status;
    this.#touch(at, by);
    if (to === from) return;
    Object.assign(row, clockAfter(row, to, this.#calendar, at), { status: to });
    row.resolvedAt = isOver(to) ? (row.resolvedAt ?? at) : null;
    row.closedAt = to === 'closed' ? at : null;
    if (isOver(to)) {
      row.firstRespondedAt ??= at;
      this.#answered(at);
    }
    this.tell('status_changed', by, { from, to });
    if (isOver(to) && !isOver(from) && row.mergedIntoId === null) this.#tellCustomer('ticket_resolved', by);
  }

  #answered(at: Date): void {
    if (awaitsAnswer(this.row)) this.row.nextRespondedAt = at;
  }

  mergeInto(at: Date, by: StaffKey, other: ToldTicket): void {
    const before = this.row.status;
    this.row.mergedIntoId = other.row.id;
    this.row.statusBeforeMerge = before;
    this.move(at, by, 'closed');
    this.tell('merged', by, { into: named(other.row) });
    other.at = at;
    other.tell('merged', by, { ticket: named(this.row) });
  }

  tell(kind: 'created' | 'status_changed' | 'merged', by: StaffKey | null, payload: Record<string, unknown>): void {
    this.#demo.tell({ subject: { type: 'ticket', id: this.row.id }, kind, at: this.at, by, payload });
  }

  #tellCustomer(kind: 'ticket_created' | 'ticket_resolved', by: StaffKey | null): void {
    const { id, subject, priority, status, accountId, contactId } = this.row;
    const source = { type: 'ticket', id };
    const entry = { kind, at: this.at, by, title: subject, payload: { priority, status }, source };
    if (accountId !== null) this.#demo.tell({ ...entry, subject: { type: 'account', id: accountId } });
    if (contactId !== null) this.#demo.tell({ ...entry, subject: { type: 'contact', id: contactId } });
  }

  #touch(at: Date, by: StaffKey | null): void {
    this.at = at;
    this.row.updatedAt = at;
    this.row.updatedBy = by === null ? null : this.#demo.userIds[by];
    this.row.version += 1;
  }

  #say(
    at: Date,
    by: StaffKey | null,
    kind: 'reply' | 'note' | 'customer',
    body: string,
    more: { mentions?: string[]; articleIds?: string[] },
  ): void {
    const { row } = this;
    row.messageCount += 1;
    row.lastMessageAt = at;
    this.#demo.rows.crm_ticket_messages.push({
      id: this.#demo.random.id(at),
      ticketId: row.id,
      position: row.messageCount,
      kind,
      body,
      contactId: kind === 'customer' ? row.contactId : null,
      mentions: more.mentions ?? [],
      articleIds: more.articleIds ?? [],
      createdAt: at,
      createdBy: by === null ? null : this.#demo.userIds[by],
    });
    this.#touch(at, by);
  }
}

function named({ id, number, subject }: Row) {
  return { id, number, subject };
}
