import { describe, expect, it } from 'vitest';
import { formatMoney, formatMoneyCompact, minorDigits, parseMoney } from './money.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

describe('formatMoney', () => {
  it('writes each language its own way', () => {
    expect(formatMoney(eur(8_430_000), 'en')).toBe('€84,300.00');
    expect(plain(formatMoney(eur(8_430_000), 'ru'))).toBe('84 300,00 €');
    expect(formatMoney(eur(8_430_000), 'ar')).toBe('€84,300.00');
  });

  it('puts the rouble behind the figure in every language', () => {
    const roubles = { amountMinor: 1_234_567, currency: 'RUB' };
    expect(plain(formatMoney(roubles, 'ru'))).toBe('12 345,67 ₽');
    expect(plain(formatMoney(roubles, 'en'))).toBe('12,345.67 ₽');
  });

  it('parts a code from the figure, and keeps a sign with it', () => {
    expect(plain(formatMoney({ amountMinor: 6_690_000, currency: 'CHF' }, 'en'))).toBe('CHF 66,900.00');
    expect(formatMoney({ amountMinor: 7_360_000, currency: 'GBP' }, 'en')).toBe('£73,600.00');
  });

  it('drops a fraction of zero only where asked', () => {
    expect(formatMoney(eur(8_430_000), 'en', 'auto')).toBe('€84,300');
    expect(formatMoney(eur(8_430_050), 'en', 'auto')).toBe('€84,300.50');
    expect(formatMoney(eur(8_430_050), 'en', 'never')).toBe('€84,301');
  });

  it('knows currencies without a fraction', () => {
    expect(minorDigits('JPY')).toBe(0);
    expect(formatMoney({ amountMinor: 5000, currency: 'JPY' }, 'en')).toBe('¥5,000');
  });

  it('counts minor units as they are stored, where browsers count otherwise', () => {
    expect(['HUF', 'IQD', 'KWD'].map(minorDigits)).toEqual([2, 3, 3]);
    expect(plain(formatMoney({ amountMinor: 1_234_500, currency: 'IQD' }, 'en'))).toBe('IQD 1,234.500');
  });

  it('keeps the minus before all', () => {
    expect(formatMoney(eur(-1050), 'en')).toBe('-€10.50');
    expect(plain(formatMoney(eur(-1050), 'ru'))).toBe('-10,50 €');
  });

  it('writes totals in short', () => {
    expect(plain(formatMoneyCompact(eur(41_260_000_000), 'en'))).toBe('€412.6 m');
    expect(plain(formatMoneyCompact(eur(41_260_000_000), 'ru'))).toBe('412,6 млн €');
  });
});

describe('parseMoney', () => {
  it.each([
    ['12 345,67', 1_234_567],
    ['12,345.67', 1_234_567],
    ['12.345,67', 1_234_567],
    ['€84,300', 8_430_000],
    ['84300', 8_430_000],
    ['0,5', 50],
    ["12'345", 1_234_500],
  ])('reads %s', (text, minor) => {
    expect(parseMoney(text, 'EUR')).toBe(minor);
  });

  it('reads no amount where there is none, and none that is too large to be exact', () => {
    expect(parseMoney('', 'EUR')).toBeUndefined();
    expect(parseMoney('soon', 'EUR')).toBeUndefined();
    expect(parseMoney('99999999999999999', 'EUR')).toBeUndefined();
  });
});
