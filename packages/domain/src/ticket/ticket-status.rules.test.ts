import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterCustomerMessage,
  afterReply,
  canMoveTicket,
  isOver,
  stopsClock,
  ticketNumber,
  ticketStatuses,
} from './ticket-status.rules.ts';

const statuses = fc.constantFrom(...ticketStatuses);

test('the table of moves, whole', () => {
  const moves = ticketStatuses.map((from) => [from, ticketStatuses.filter((to) => canMoveTicket(from, to))]);
  expect(Object.fromEntries(moves)).toEqual({
    new: ['new', 'open', 'pending', 'resolved', 'closed'],
    open: ['open', 'pending', 'resolved', 'closed'],
    pending: ['open', 'pending', 'resolved', 'closed'],
    resolved: ['open', 'resolved', 'closed'],
    closed: ['open', 'closed'],
  });
});

test('nothing becomes new again, and what is over goes on as open only', () => {
  fc.assert(
    fc.property(statuses, statuses, (from, to) => {
      if (to === 'new') expect(canMoveTicket(from, to)).toBe(from === 'new');
      if (isOver(from) && !isOver(to)) expect(canMoveTicket(from, to)).toBe(to === 'open');
    }),
  );
});

test('a message leads only where a ticket may go, and never leaves it waiting for the customer', () => {
  fc.assert(
    fc.property(statuses, (status) => {
      const heard = afterCustomerMessage(status);
      expect(canMoveTicket(status, heard)).toBe(true);
      if (status !== 'closed') expect(stopsClock(heard)).toBe(false);
      expect(canMoveTicket(status, afterReply(status))).toBe(true);
      expect(afterReply(status)).not.toBe('new');
    }),
  );
});

test('numbers have six figures, and more when there are more', () => {
  expect(ticketNumber(123)).toBe('T-000123');
  expect(ticketNumber(1_234_567)).toBe('T-1234567');
});
