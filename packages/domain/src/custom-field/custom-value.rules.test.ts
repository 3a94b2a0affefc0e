import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customFieldTypes, type CustomFieldRules } from './custom-field.ts';
import { readCondition } from './custom-filter.rules.ts';
import { checkDefinition } from './custom-field.rules.ts';
import { isRefused, readValue } from './custom-value.rules.ts';

const options = [
  { key: 'a', label: { en: 'A' }, retired: false },
  { key: 'b', label: { en: 'B' }, retired: true },
];

function field(rules: Partial<CustomFieldRules> & Pick<CustomFieldRules, 'type'>): CustomFieldRules {
  const offers = rules.type === 'choice' || rules.type === 'multi_choice';
  return {
    target: rules.type === 'link' ? 'account' : null,
    options: offers ? options : [],
    required: false,
    unique: false,
    defaultValue: null,
    validation: {},
    ...rules,
  };
}

const anyField = fc.constantFrom(...customFieldTypes).map((type) => field({ type }));

describe('a custom value', () => {
  it('is read or refused, whatever it is, and never thrown over', () => {
    fc.assert(
      fc.property(anyField, fc.anything(), (rules, given) => {
        const read = readValue(rules, given);
        expect(isRefused(read) ? read.message.length : 'value' in read).toBeTruthy();
      }),
    );
  });

  it('that was read is read again as itself', () => {
    const given = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.uuid(),
      fc.record({ minor: fc.nat(), currency: fc.constantFrom('EUR', 'JPY', 'eur') }),
      fc.array(fc.constantFrom('a', 'b', 'c')),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    );
    fc.assert(
      fc.property(anyField, given, (rules, value) => {
        const read = readValue(rules, value);
        if (isRefused(read)) return;
        expect(readValue(rules, read.value)).toEqual(read);
        expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(readValue(rules, read.value))));
      }),
    );
  });

  it('is within its limits', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer(), (min, max, value) => {
        const rules = field({ type: 'number', validation: { min, max } });
        expect(isRefused(readValue(rules, value))).toBe(value < min || value > max);
      }),
    );
  });

  it('of a retired option is accepted where it was chosen before, and nowhere else', () => {
    const rules = field({ type: 'multi_choice' });
    expect(readValue(rules, ['a', 'b'])).toMatchObject({ code: 'invalid_value' });
    expect(readValue(rules, ['a', 'b'], ['b'])).toEqual({ value: ['a', 'b'] });
    expect(readValue(rules, ['c'], ['c'])).toMatchObject({ code: 'invalid_value' });
  });

  it('of blanks or of nothing is no value', () => {
    expect(readValue(field({ type: 'text' }), '  \n')).toEqual({ value: null });
    expect(readValue(field({ type: 'multi_choice' }), [])).toEqual({ value: null });
  });
});

describe('a definition', () => {
  it('without any extras is good for every type', () => {
    for (const type of customFieldTypes) expect(checkDefinition(field({ type }))).toEqual([]);
  });

  it('whose default is a value of the field is good', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 15 }), (defaultValue) => {
        const issues = checkDefinition(field({ type: 'number', defaultValue, validation: { min: 0, max: 10 } }));
        expect(issues.length === 0).toBe(defaultValue >= 0 && defaultValue <= 10);
      }),
    );
  });
});

describe('a condition', () => {
  it('of a value that the field can have finds that value', () => {
    expect(readCondition('text', 'a,b')).toEqual({ by: 'text', anyOf: ['a,b'] });
    expect(readCondition('choice', 'a,b')).toEqual({ by: 'text', anyOf: ['a', 'b'] });
    expect(readCondition('number', '5')).toEqual({ by: 'number', anyOf: [5] });
    expect(readCondition('money', { from: '5', currency: 'EUR' })).toEqual({ by: 'number', from: 5, currency: 'EUR' });
    expect(readCondition('date', { to: '2026-01-01' })).toEqual({ by: 'text', to: '2026-01-01' });
    expect(readCondition('boolean', true)).toEqual({ by: 'text', anyOf: ['true'] });
  });

  it('that the field does not understand is refused, whatever it is', () => {
    for (const [type, condition] of [
      ['text', { from: 'a' }],
      ['number', {}],
      ['number', ''],
      ['number', { currency: 'EUR' }],
      ['date', '2026-02-30'],
      ['boolean', 'maybe'],
      ['text', '  '],
      ['text', 'x'.repeat(501)],
    ] as const) {
      expect(readCondition(type, condition), `${type} ${JSON.stringify(condition)}`).toBeNull();
    }
  });
});
