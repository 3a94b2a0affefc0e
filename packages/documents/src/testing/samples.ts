import type { CommercialDocument, DocumentLine } from '@crm/domain/document/commercial-document';
import { lineTotals, sumTotals } from '@crm/domain/money/line';

type Terms = Pick<DocumentLine, 'description' | 'quantity' | 'unitPriceMinor'> & Partial<DocumentLine>;

/** A line with what it comes to. */
export function sampleLine(terms: Terms): DocumentLine {
  const line = { unit: null, discountPercent: '0', taxRate: '20', billingInterval: null, ...terms };
  return { ...line, ...lineTotals(line) };
}

const lines = {
  en: [
    sampleLine({
      description: 'Data logger HL-200, −40 to 85 °C',
      quantity: '12',
      unit: 'pcs',
      unitPriceMinor: 14_900,
    }),
    sampleLine({
      description: 'Calibration, on site',
      quantity: '2.5',
      unit: 'h',
      unitPriceMinor: 9_500,
      discountPercent: '12.5',
      taxRate: '7',
    }),
    sampleLine({ description: 'Cloud archive', quantity: '1', unitPriceMinor: 4_900, billingInterval: 'month' }),
  ],
  ru: [
    sampleLine({
      description: 'Логгер данных HL-200, «Холодная цепь»',
      quantity: '12',
      unit: 'шт.',
      unitPriceMinor: 1_234_567,
    }),
    sampleLine({
      description: 'Калибровка на объекте',
      quantity: '2.5',
      unit: 'ч',
      unitPriceMinor: 950_000,
      discountPercent: '12.5',
    }),
    sampleLine({ description: 'Облачный архив', quantity: '1', unitPriceMinor: 490_000, billingInterval: 'year' }),
  ],
  ar: [
    sampleLine({
      description: 'مسجل بيانات HL-200 للسلسلة الباردة',
      quantity: '12',
      unit: 'قطعة',
      unitPriceMinor: 14_900,
      taxRate: '5',
    }),
    sampleLine({
      description: 'معايرة في الموقع',
      quantity: '2.5',
      unit: 'ساعة',
      unitPriceMinor: 9_500,
      discountPercent: '12.5',
      taxRate: '5',
    }),
    sampleLine({
      description: 'أرشيف سحابي لا ينقطع',
      quantity: '1',
      unitPriceMinor: 4_900,
      billingInterval: 'month',
      taxRate: '5',
    }),
  ],
} as const;

const buyers = {
  en: { name: 'Nordlys Fisk AS', details: ['Ingrid Solberg', 'Havnegata 7', '9008 Tromsø', 'NO'] },
  ru: { name: 'ООО «Северный холод»', details: ['Анна Щербакова', 'Невский пр., 28', '191186 Санкт-Петербург'] },
  ar: { name: 'شركة الخليج للتبريد', details: ['فاطمة الزهراء', 'شارع الشيخ زايد 120', 'دبي', 'AE'] },
} as const;
const notes = {
  en: 'Delivery within three weeks, free to the door. Payment within 14 days without deduction.',
  ru: 'Поставка в течение трёх недель. Оплата в течение 14 дней.',
  ar: 'التسليم خلال ثلاثة أسابيع إلى باب العميل (Dubai Marina)، والدفع خلال 14 يومًا من تاريخ الفاتورة دون أي خصم إضافي، وتسري الشروط العامة للبيع على هذا العرض كله.',
} as const;
const currencies = { en: 'EUR', ru: 'RUB', ar: 'AED' } as const;

/** A quote in a language, as it could go out. */
export function sampleQuote(language: CommercialDocument['language']): CommercialDocument {
  return {
    kind: 'quote',
    language,
    number: 'Q-2026-00042',
    revision: 2,
    isDraft: false,
    issuedOn: '2026-11-22',
    validUntil: '2026-12-22',
    buyer: buyers[language],
    currency: currencies[language],
    lines: lines[language],
    totals: sumTotals(lines[language]),
    notes: notes[language],
  };
}
