/** What a process can wait for. */
export const waitReasons = [
  'choose_match',
  'nobody_takes_leads',
  'lead_to_answer',
  'lead_unanswered',
  'deal_moves',
  'deal_stands_still',
  'approve_quote',
  'mail_goes_out',
  'mail_refused',
  'customer_answers',
  'nobody_takes_tickets',
  'ticket_to_take',
  'rule_waits',
  'approve_rule',
  'until_renewal',
  'until_end',
  'subscription_paused',
  'asking_provider',
  'payment_expected',
  'payment_missing',
  'ticket_clock_runs',
  'ticket_late',
  'until_due',
] as const;
export type WaitReason = (typeof waitReasons)[number];

/**
 * What a wait asks of people. `decision`: nothing goes on until one of them decides; `help`: it goes on by itself as
 * soon as they have seen to something; `nothing`: it waits for time alone.
 */
export const asksOf = {
  choose_match: 'decision',
  nobody_takes_leads: 'help',
  lead_to_answer: 'help',
  lead_unanswered: 'help',
  deal_moves: 'nothing',
  deal_stands_still: 'help',
  approve_quote: 'decision',
  mail_goes_out: 'nothing',
  mail_refused: 'help',
  customer_answers: 'nothing',
  nobody_takes_tickets: 'help',
  // Whoever was given it was told so already.
  ticket_to_take: 'nothing',
  rule_waits: 'nothing',
  approve_rule: 'decision',
  until_renewal: 'nothing',
  until_end: 'nothing',
  subscription_paused: 'nothing',
  asking_provider: 'nothing',
  payment_expected: 'nothing',
  payment_missing: 'help',
  ticket_clock_runs: 'nothing',
  ticket_late: 'help',
  until_due: 'nothing',
} as const satisfies Record<WaitReason, 'decision' | 'help' | 'nothing'>;
