export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export type TicketPriority = (typeof ticketPriorities)[number];

export const ticketStatuses = ['new', 'open', 'pending', 'resolved', 'closed'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

const moves: Readonly<Record<TicketStatus, readonly TicketStatus[]>> = {
  new: ['open', 'pending', 'resolved', 'closed'],
  open: ['pending', 'resolved', 'closed'],
  pending: ['open', 'resolved', 'closed'],
  resolved: ['open', 'closed'],
  closed: ['open'],
};

/** `new` is what nobody has touched: nothing comes back to it. What is over is reopened, and goes on as `open`. */
export function canMoveTicket(from: TicketStatus, to: TicketStatus): boolean {
  return from === to || moves[from].includes(to);
}

/** Nobody works on it any more. */
export function isOver(status: TicketStatus): boolean {
  return status === 'resolved' || status === 'closed';
}

/** While somebody else has to act, the resolution clock stands still. */
export function stopsClock(status: TicketStatus): boolean {
  return status === 'pending' || isOver(status);
}

/** A customer who writes wants an answer: what waited or was resolved is open again. A closed ticket takes none. */
export function afterCustomerMessage(status: TicketStatus): TicketStatus {
  return status === 'pending' || status === 'resolved' ? 'open' : status;
}

/** Whoever answers a new ticket has begun with it. */
export function afterReply(status: TicketStatus): TicketStatus {
  return status === 'new' ? 'open' : status;
}

const figures = 6;

/** How a ticket is called: `T-000123`. */
export function ticketNumber(sequence: number): string {
  return `T-${String(sequence).padStart(figures, '0')}`;
}

/** The next priority; the most urgent stays. */
export function moreUrgent(priority: TicketPriority): TicketPriority {
  return ticketPriorities[ticketPriorities.indexOf(priority) + 1] ?? priority;
}
