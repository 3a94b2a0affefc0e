import type { LeadStatus } from './lead.ts';

const moves: Readonly<Record<LeadStatus, readonly LeadStatus[]>> = {
  new: ['working', 'qualified', 'unqualified'],
  working: ['new', 'qualified', 'unqualified'],
  qualified: ['working', 'unqualified', 'converted'],
  unqualified: ['working'],
  converted: ['qualified'],
};

/** The life of a lead. `converted → qualified` is the undoing of a conversion. */
export function canMoveLead(from: LeadStatus, to: LeadStatus): boolean {
  return from === to || moves[from].includes(to);
}

/** What a lead must tell before it counts as qualified: a name and a way to reach them. */
export function missingLeadFacts(lead: {
  readonly lastName: string | null;
  readonly company: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}): readonly string[] {
  return [
    ...(lead.lastName === null && lead.company === null ? ['lastName'] : []),
    ...(lead.email === null && lead.phone === null ? ['email'] : []),
  ];
}
