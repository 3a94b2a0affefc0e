import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePrice, type PriceQuestion, type PriceRule } from './price.rules.ts';

const rule = (entryId: string, more: Partial<PriceRule> = {}): PriceRule => ({
  entryId,
  pricebookId: 'a',
  pricebookName: 'Europe',
  currency: 'EUR',
  isDefault: false,
  validFrom: null,
  validTo: null,
  priority: 0,
  segment: null,
  minQuantity: '0',
  unitPriceMinor: 1_000,
  discountPercent: '0',
  ...more,
});

const question = (more: Partial<PriceQuestion> = {}): PriceQuestion => ({
  currency: 'EUR',
  quantity: '1',
  on: '2026-06-15',
  segment: null,
  pricebookId: null,
  ...more,
});

const chosen = (rules: PriceRule[], more: Partial<PriceQuestion> = {}) =>
  choosePrice(rules, question(more))?.entryId ?? null;

describe('the price of a product', () => {
  it('is that of the greatest tier that the quantity reaches', () => {
    const tiers = [rule('1'), rule('10', { minQuantity: '10' }), rule('9', { minQuantity: '9.5' })];
    expect(chosen(tiers, { quantity: '9.499' })).toBe('1');
    expect(chosen(tiers, { quantity: '9.5' })).toBe('9');
    expect(chosen(tiers, { quantity: '10' })).toBe('10');
    expect(chosen(tiers, { quantity: '100' })).toBe('10');
    expect(chosen([rule('10', { minQuantity: '10' })], { quantity: '2' })).toBeNull();
  });

  it('holds on the first and the last day of its book and on none beside', () => {
    const june = [rule('june', { validFrom: '2026-06-01', validTo: '2026-06-30' })];
    expect(['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'].map((on) => chosen(june, { on }))).toEqual([
      null,
      'june',
      'june',
      null,
    ]);
  });

  it('is never that of another currency', () => {
    expect(chosen([rule('eur')], { currency: 'USD' })).toBeNull();
  });

  it('comes from the book of the highest priority, then from the segment’s, then from the default', () => {
    const plain = rule('plain', { pricebookId: 'a' });
    const standard = rule('default', { pricebookId: 'b', isDefault: true });
    const partner = rule('partner', { pricebookId: 'c', segment: 'partner' });
    const action = rule('action', { pricebookId: 'd', priority: 5 });
    expect(chosen([plain, standard])).toBe('default');
    expect(chosen([plain, standard, partner])).toBe('default');
    expect(chosen([plain, standard, partner], { segment: 'partner' })).toBe('partner');
    expect(chosen([plain, standard, partner, action], { segment: 'partner' })).toBe('action');
  });

  it('comes only from the book that is named, whoever that is for', () => {
    const rules = [rule('action', { priority: 5 }), rule('partner', { pricebookId: 'c', segment: 'partner' })];
    expect(chosen(rules, { pricebookId: 'c' })).toBe('partner');
    expect(chosen(rules, { pricebookId: 'x' })).toBeNull();
  });

  it('is the same in whatever order the rules are read', () => {
    const any = fc.array(
      fc.record({
        pricebookId: fc.constantFrom('a', 'b', 'c'),
        minQuantity: fc.constantFrom('0', '1', '2.5', '10'),
      }),
      { maxLength: 8 },
    );
    const books = { a: { priority: 1 }, b: { isDefault: true }, c: { segment: 'partner' } } as const;
    fc.assert(
      fc.property(any, fc.integer(), (places, turn) => {
        const distinct = [...new Map(places.map((place) => [`${place.pricebookId} ${place.minQuantity}`, place]))];
        const rules = distinct.map(([id, place]) => rule(id, { ...place, ...books[place.pricebookId as 'a'] }));
        const at = Math.abs(turn) % (rules.length + 1);
        const turned = [...rules.slice(at), ...rules.slice(0, at)].toReversed();
        const asked = { quantity: '3', segment: 'partner' };
        expect(chosen(turned, asked)).toBe(chosen(rules, asked));
      }),
    );
  });
});
