import { describe, expect, it } from 'vitest';
import { sumTotals } from '@crm/domain/money/line';
import { shapeArabic } from './arabic-letters.ts';
import { drawDocument } from './draw-document.ts';
import { readPdf } from './testing/read-pdf.ts';
import { sampleLine, sampleQuote } from './testing/samples.ts';

const seller = { name: 'Halden Instruments AS', details: ['Storgata 14', '1771 Halden'] };

/** The words of a document as they are drawn one after the other, without the blanks between. */
async function draw(...given: Parameters<typeof drawDocument>) {
  const pdf = readPdf(await drawDocument(...given));
  return { ...pdf, text: tight(pdf.text) };
}
const tight = (text: string) => text.normalize('NFKC').replace(/\s/gu, '');
/** Arabic as it is placed, from left to right: the last letter comes first. */
const drawn = (words: string) => tight(Array.from(shapeArabic(words)).toReversed().join(''));

describe('a document', () => {
  it('says in English what the record says: who, what, and the same totals', async () => {
    const { text, fonts, pages } = await draw(sampleQuote('en'), seller);
    expect(pages).toBe(1);
    expect(fonts).toEqual(['Inter-Regular', 'Inter-SemiBold']);
    expect(text).toContain(tight('Quote Q-2026-00042 Date 22 November 2026 Valid until 22 December 2026 Revision 2'));
    expect(text).toContain(tight('From Halden Instruments AS Storgata 14 1771 Halden To Nordlys Fisk AS'));
    expect(text).toContain(tight('Calibration, on site 2.5 h 95.00 12.5 % 7 % 207.81'));
    expect(text).toContain(tight('Cloud archive per month 1 49.00 20 % 49.00'));
    expect(text).toContain(
      tight('Subtotal 2,074.50 Discount -29.69 Net total 2,044.81 Tax 20 % 367.40 Tax 7 % 14.55 Total 2,426.76 EUR'),
    );
    expect(sampleQuote('en').totals.totalMinor).toBe(242_676);
    expect(text).toContain(tight('Page 1 of 1'));
  });

  it('writes Russian with its numbers and days', async () => {
    const { text } = await draw(sampleQuote('ru'), seller);
    expect(text).toContain(tight('Коммерческое предложение Q-2026-00042 Дата 22 ноября 2026 г.'));
    expect(text).toContain(tight('Калибровка на объекте 2,5 ч 9 500,00 12,5 % 20 % 20 781,25'));
    expect(text).toContain(tight('Итого 208 595,15 RUB'));
  });

  it('writes Arabic from the right, each letter in its form and none lost', async () => {
    const { text, fonts } = await draw(sampleQuote('ar'), seller);
    expect(fonts).toEqual(['Inter-Regular', 'Inter-SemiBold', 'NotoSansArabic-Regular', 'NotoSansArabic-SemiBold']);
    for (const words of ['عرض سعر', 'مسجل بيانات', 'معايرة في الموقع', 'أرشيف سحابي لا ينقطع', 'شركة الخليج للتبريد']) {
      expect(text).toContain(drawn(words));
    }
    expect(text).toContain(tight('1771 Halden'));
    expect(text).toContain(tight('2,147.05 AED'));
  });

  it('writes an Arabic name in a document of another language', async () => {
    const { text } = await draw({ ...sampleQuote('en'), buyer: sampleQuote('ar').buyer }, null);
    expect(text).toContain(drawn('للتبريد'));
  });

  it.each([
    ['JPY', '1,234,567'],
    ['EUR', '12,345.67'],
    ['KWD', '1,234.567'],
  ])('shows amounts in %s with the decimals that it has', async (currency, shown) => {
    const lines = [sampleLine({ description: 'Logger', quantity: '1', unitPriceMinor: 1_234_567, taxRate: '0' })];
    const { text } = await draw({ ...sampleQuote('en'), currency, lines, totals: sumTotals(lines) }, null);
    expect(text).toContain(`Total${shown}${currency}`);
    expect(text).not.toContain('From');
  });

  it('goes on over as many pages as it needs, with the head of the table on each', async () => {
    const lines = Array.from({ length: 60 }, (_, at) =>
      sampleLine({ description: `Position ${at + 1}`, quantity: '3', unitPriceMinor: 12_345 }),
    );
    const { text, pages } = await draw({ ...sampleQuote('en'), lines, totals: sumTotals(lines), isDraft: true }, null);
    expect(pages).toBe(3);
    expect(text.match(/DescriptionQuantity/gu)).toHaveLength(3);
    expect(text.match(/Position\d+3123\.45/gu)).toHaveLength(60);
    expect(text).toContain('Q-2026-00042Draft');
    expect(text).toContain('Total26,665.20EUR');
    expect(text).toContain('Page3of3');
  });

  it('tells of an invoice what is still to be paid', async () => {
    const invoice = { ...sampleQuote('en'), kind: 'invoice', dueOn: '2026-12-06', paidMinor: 42_676 } as const;
    const { text } = await draw({ ...invoice, reference: 'Q-2026-00042', number: 'INV-1' }, seller);
    expect(text).toContain('InvoiceINV-1');
    expect(text).toContain('Due6December2026');
    expect(text).toContain('ReferstoQ-2026-00042');
    expect(text).toContain('Paid-426.76Tobepaid2,000.00EUR');
  });
});
