import { describe, expect, it } from 'vitest';
import { lineTotals } from '../money/line.ts';
import { quoteStatuses } from './quote-status.ts';
import { deepestDiscount, isAuthor, isPast, statusAfter, type QuoteStep } from './quote.rules.ts';

describe('the steps of a quote', () => {
  const from = (step: QuoteStep) =>
    Object.fromEntries(
      quoteStatuses.flatMap((status) => {
        const next = statusAfter(status, step);
        return next === null ? [] : [[status, next]];
      }),
    );

  it('lead to sending only through approval', () => {
    expect(from('submit')).toEqual({ draft: 'pending_approval' });
    expect(from('recall')).toEqual({ pending_approval: 'draft' });
    expect(from('approve')).toEqual({ pending_approval: 'approved' });
    expect(from('reject')).toEqual({ pending_approval: 'rejected' });
    expect(from('send')).toEqual({ approved: 'sent' });
  });

  it('let the customer decide on what was sent, and on nothing else', () => {
    expect(from('accept')).toEqual({ sent: 'accepted' });
    expect(from('decline')).toEqual({ sent: 'declined' });
    expect(from('expire')).toEqual({ sent: 'expired' });
  });

  it('make an edited quote a draft, and leave what was sent as it is', () => {
    expect(from('edit')).toEqual({
      draft: 'draft',
      pending_approval: 'draft',
      approved: 'draft',
      rejected: 'draft',
    });
  });

  it('revise what was sent, unless it was accepted', () => {
    expect(from('revise')).toEqual({ sent: 'superseded', declined: 'superseded', expired: 'superseded' });
  });
});

describe('approval', () => {
  const line = (unitPriceMinor: number, discountPercent: string, listPriceMinor: number | null, quantity = '3') => ({
    quantity,
    unitPriceMinor,
    listPriceMinor,
    ...lineTotals({ quantity, unitPriceMinor, discountPercent, taxRate: '20' }),
  });

  it('goes by what is below the list, whether by discount, by price, or by both', () => {
    expect(deepestDiscount([line(1_000, '20', 1_000)])).toBe(20);
    expect(deepestDiscount([line(1_000, '20.04', 1_000)])).toBeGreaterThan(20);
    expect(deepestDiscount([line(799, '0', 1_000)])).toBeCloseTo(20.1);
    expect(deepestDiscount([line(900, '12', 1_000)])).toBeCloseTo(20.8);
    expect(deepestDiscount([line(900, '11', 1_000)])).toBeCloseTo(19.9);
    expect(deepestDiscount([line(1_200, '0', 1_000)])).toBe(0);
  });

  it('goes by the cheapest of many lines', () => {
    expect(deepestDiscount([line(1_000, '20', 1_000), line(10, '25', 10)])).toBeGreaterThan(20);
    expect(deepestDiscount([])).toBe(0);
  });

  it('looks at the discount alone where there is no list price', () => {
    expect(deepestDiscount([line(50_000, '0', null)])).toBe(0);
    expect(deepestDiscount([line(50_000, '30', null)])).toBe(30);
  });

  it('is not for whoever made, owns or submitted it', () => {
    const quote = { createdBy: 'a', assignedTo: 'b', submittedBy: 'c' };
    expect(['a', 'b', 'c', 'd', null].map((user) => isAuthor(quote, user))).toEqual([true, true, true, false, false]);
    expect(isAuthor({ createdBy: null, assignedTo: null, submittedBy: null }, null)).toBe(false);
  });
});

it('the last day of a quote is a day on which it can be accepted', () => {
  expect(['2026-06-29', '2026-06-30', '2026-07-01'].map((day) => isPast('2026-06-30', day))).toEqual([
    false,
    false,
    true,
  ]);
  expect(isPast(null, '2999-01-01')).toBe(false);
});
