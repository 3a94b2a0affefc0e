import { DomainError } from '../errors.ts';
import { decimalsOf } from './currencies.ts';
import { fromSteps } from './decimal.ts';

const largest = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * A computed amount as the number that it is stored and sent as.
 * @throws DomainError `validation_failed` beyond what a number holds exactly (90 trillion in the major unit)
 */
export function toMinor(amount: bigint): number {
  if (amount > largest || amount < -largest) {
    throw new DomainError('validation_failed', 'This amount is too large to be computed exactly. Lower it.', {
      issues: [{ field: 'amount', code: 'amount_too_large', message: `Stay within ${largest} minor units.` }],
    });
  }
  return Number(amount);
}

/** The sum of amounts in one currency. @throws DomainError as `toMinor` */
export function sumMinor(amounts: Iterable<number>): number {
  let sum = 0n;
  for (const amount of amounts) sum += BigInt(amount);
  return toMinor(sum);
}

/** An amount in the major unit as an exact decimal, for formatting: `(123456, 'EUR')` is "1234.56". */
export function majorText(amountMinor: number, currency: string): string {
  return fromSteps(BigInt(amountMinor), requireDecimals(currency));
}

/** @throws DomainError `validation_failed` for a code that ISO 4217 does not have */
export function requireDecimals(currency: string): number {
  const decimals = decimalsOf(currency);
  if (decimals !== null) return decimals;
  throw new DomainError('validation_failed', `${currency} is not a currency of ISO 4217.`, {
    issues: [{ field: 'currency', code: 'unknown_currency', message: 'Use an ISO 4217 code such as EUR.' }],
  });
}
