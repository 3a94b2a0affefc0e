import type { ProcessContract } from './contract.ts';

/** Gives a ticket to somebody, and sees to it that it is answered and solved in time: warns whoever has it, and tells the managers when it is late. */
export const ticketSla: ProcessContract<'ticketSla'> = {
  name: 'ticketSla',
  workflowId: (ticketId) => `ticket-sla/${ticketId}`,
};

export const ticketSlaSteps = ['route', 'clocks', 'warn', 'escalate'] as const;

/** While nobody takes tickets the process looks again this often. */
export const routeRetryMinutes = 15;

/** Signal: the ticket's status, clocks or people changed, or it was deleted, merged or restored. */
export const ticketChangedSignal = 'ticketChanged';
