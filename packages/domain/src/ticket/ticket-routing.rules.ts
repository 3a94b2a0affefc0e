/** A ticket is given to so many people one after the other; then those who oversee the team have to see to it. */
export const mostTicketTurns = 3;

/** Whose turn it is with a ticket, and until when they may begin. */
export interface TicketTurn {
  readonly owner: string;
  readonly since: Date;
  /** `null`: they need not hurry. */
  readonly dueAt: Date | null;
  /** The first is 1. */
  readonly turns: number;
}

/**
 * What is to be done about whoever was given a ticket. Whoever begins with it takes it from `new`; from then on the
 * clocks alone count.
 */
export function lookAtTicketTurn(turn: TicketTurn, begun: boolean, now: Date): 'nothing' | 'pass_on' | 'tell_managers' {
  if (begun || turn.dueAt === null || now < turn.dueAt) return 'nothing';
  return turn.turns < mostTicketTurns ? 'pass_on' : 'tell_managers';
}
