/** A credit note is an invoice the other way round: what it says, we owe the customer. */
export const invoiceKinds = ['invoice', 'credit_note'] as const;
export type InvoiceKind = (typeof invoiceKinds)[number];

/** What is stored. That an invoice is overdue follows from its due date and is worked out when it is read. */
export const storedStatuses = ['draft', 'issued', 'partially_paid', 'paid', 'void'] as const;
export type StoredStatus = (typeof storedStatuses)[number];

export const invoiceStatuses = [...storedStatuses, 'overdue'] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** In which of them something is still owed. */
export const openStatuses = ['issued', 'partially_paid'] as const satisfies StoredStatus[];

/** What can be done in which status. Once issued, the content never changes: what was wrong is credited. */
const allowedIn = {
  update: ['draft'],
  delete: ['draft'],
  issue: ['draft'],
  pay: openStatuses,
  credit: ['issued', 'partially_paid', 'paid'],
  void: ['issued'],
} as const satisfies Record<string, readonly StoredStatus[]>;
export type InvoiceAct = keyof typeof allowedIn;

export interface InvoiceFacts {
  readonly kind: InvoiceKind;
  readonly status: StoredStatus;
  readonly paidMinor: number;
  readonly creditedMinor: number;
}

/** Whether an act is possible now. Credit notes are not credited; void is only what nobody paid or credited a part of. */
export function canDo(act: InvoiceAct, invoice: InvoiceFacts): boolean {
  const allowed: readonly StoredStatus[] = allowedIn[act];
  if (!allowed.includes(invoice.status)) return false;
  if (act === 'credit') return invoice.kind === 'invoice';
  return act !== 'void' || (invoice.paidMinor === 0 && invoice.creditedMinor === 0);
}

export interface Settlement {
  readonly totalMinor: number;
  /** Money that came in; for a credit note, money that went back. */
  readonly paidMinor: number;
  /** Set off between an invoice and credit notes, the same on both. */
  readonly creditedMinor: number;
}

/** What is still owed. Never below 0: more is refused, and by the database too. */
export function balanceOf({ totalMinor, paidMinor, creditedMinor }: Settlement): number {
  return totalMinor - paidMinor - creditedMinor;
}

/** The status of what was issued, by what was settled. Paid means that nothing is owed any more. */
export function settledStatus(settlement: Settlement): 'issued' | 'partially_paid' | 'paid' {
  if (balanceOf(settlement) === 0) return 'paid';
  return settlement.paidMinor > 0 ? 'partially_paid' : 'issued';
}

const prefixes = { invoice: 'INV', credit_note: 'CN' } as const satisfies Record<InvoiceKind, string>;
const digits = 5;

/** `INV-2026-00001`. Past 99,999 a year the number grows by a digit. */
export function invoiceNumber(kind: InvoiceKind, year: number, count: number): string {
  return `${prefixes[kind]}-${year}-${String(count).padStart(digits, '0')}`;
}

/** What an invoice's timeline tells, and its account's. */
export const invoiceSteps = [
  'issued',
  'payment',
  'payment_removed',
  'credited',
  'voided',
  'charge_settled',
  'charge_contradicted',
] as const;
export type InvoiceStep = (typeof invoiceSteps)[number];
