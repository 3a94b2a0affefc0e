import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  balanceOf,
  canDo,
  invoiceKinds,
  invoiceNumber,
  settledStatus,
  storedStatuses,
  type InvoiceAct,
  type InvoiceFacts,
} from './invoice.rules.ts';

const facts = (more: Partial<InvoiceFacts>): InvoiceFacts => ({
  kind: 'invoice',
  status: 'issued',
  paidMinor: 0,
  creditedMinor: 0,
  ...more,
});
const statusesOf = (act: InvoiceAct) => storedStatuses.filter((status) => canDo(act, facts({ status })));

describe('an invoice', () => {
  it('is edited, deleted and issued as a draft only', () => {
    for (const act of ['update', 'delete', 'issue'] as const) expect(statusesOf(act)).toEqual(['draft']);
  });

  it('takes payments while something is owed, and credit once it was issued', () => {
    expect(statusesOf('pay')).toEqual(['issued', 'partially_paid']);
    expect(statusesOf('credit')).toEqual(['issued', 'partially_paid', 'paid']);
    expect(canDo('credit', facts({ kind: 'credit_note' }))).toBe(false);
  });

  it('is void only as long as nobody paid or credited any of it', () => {
    expect(statusesOf('void')).toEqual(['issued']);
    expect(canDo('void', facts({ paidMinor: 1 }))).toBe(false);
    expect(canDo('void', facts({ creditedMinor: 1 }))).toBe(false);
  });

  it('is paid exactly when nothing is owed, however it was settled', () => {
    const amount = fc.nat({ max: 10 ** 9 });
    fc.assert(
      fc.property(amount, amount, amount, (paidMinor, creditedMinor, rest) => {
        const settlement = { totalMinor: paidMinor + creditedMinor + rest, paidMinor, creditedMinor };
        expect(balanceOf(settlement)).toBe(rest);
        expect(settledStatus(settlement)).toBe(rest === 0 ? 'paid' : paidMinor > 0 ? 'partially_paid' : 'issued');
      }),
    );
  });
});

describe('a number', () => {
  it('tells kind and year, and sorts as text up to 99,999 a year', () => {
    expect(invoiceNumber('invoice', 2026, 1)).toBe('INV-2026-00001');
    expect(invoiceNumber('credit_note', 2027, 123_456)).toBe('CN-2027-123456');
    fc.assert(
      fc.property(fc.constantFrom(...invoiceKinds), fc.integer({ min: 1, max: 99_998 }), (kind, count) => {
        expect(invoiceNumber(kind, 2026, count) < invoiceNumber(kind, 2026, count + 1)).toBe(true);
      }),
    );
  });
});
