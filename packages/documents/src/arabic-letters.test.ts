import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readsFromRight, shapeArabic } from './arabic-letters.ts';

describe('Arabic letters', () => {
  it('take the form that their place in the word asks for', () => {
    expect(shapeArabic('عرض')).toBe('\uFECB\uFEAE\uFEBD');
    expect(shapeArabic('في')).toBe('\uFED3\uFEF2');
    expect(shapeArabic('بيبي')).toBe('\uFE91\uFEF4\uFE92\uFEF2');
    expect(shapeArabic('أب اب')).toBe('\uFE83\uFE8F \uFE8D\uFE8F');
    expect(shapeArabic('جزء')).toBe('\uFE9F\uFEB0\uFE80');
  });

  it('write lam and alef as one, joined to what comes before', () => {
    expect(shapeArabic('لا')).toBe('\uFEFB');
    expect(shapeArabic('سلام')).toBe('\uFEB3\uFEFC\uFEE1');
    expect(shapeArabic('الأخير')[1]).toBe('\uFEF7');
  });

  it('go without vowel signs, which cannot be placed', () => {
    expect(shapeArabic('شهريًا')).toBe(shapeArabic('شهريا'));
  });

  it('are the same letters still, whatever the text', () => {
    const letters = Array.from('ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآؤئء');
    const text = fc.array(fc.constantFrom(...letters, ' ', 'A', '7', '.', '('), { maxLength: 40 });
    fc.assert(
      fc.property(text, (characters) => {
        const plain = characters.join('');
        expect(shapeArabic(plain).normalize('NFKC')).toBe(plain);
      }),
    );
  });

  it('leave other texts as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/\p{Script=Arabic}/u.test(text));
        expect(shapeArabic(text)).toBe(text);
      }),
    );
  });
});

describe('the direction of a text', () => {
  it('is that of its Arabic words in an Arabic document, and of its first letter elsewhere', () => {
    const mixed = 'HL-200 مسجل';
    expect([readsFromRight(mixed, 'ar'), readsFromRight(mixed, 'en')]).toEqual([true, false]);
    expect(readsFromRight('12 قطعة', 'en')).toBe(true);
    expect([readsFromRight('1771 Halden', 'ar'), readsFromRight('1,788.00', 'ar')]).toEqual([false, false]);
  });
});
