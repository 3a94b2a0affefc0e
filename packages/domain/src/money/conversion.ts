import { requireDecimals, toMinor } from './amount.ts';
import { decimal, divideRounded, toSteps } from './decimal.ts';

export const ratePlaces = 10;

/** How much of the base currency one unit of another is worth, in major units. */
export const rateDecimal = decimal(10, ratePlaces).refine((text) => /[1-9]/u.test(text), 'A rate is greater than zero');

/** A currency with what one unit of it is worth in the base currency: "1" for the base itself. */
export interface RatedCurrency {
  readonly currency: string;
  readonly rate: string;
}

/**
 * An amount in another currency, through the base, rounded once, half away from zero. The decimals of both currencies
 * are those of ISO 4217.
 * @throws DomainError `validation_failed` for an unknown currency or an amount that is too large
 */
export function convert(amountMinor: number, from: RatedCurrency, to: RatedCurrency): number {
  const numerator = BigInt(amountMinor) * toSteps(from.rate, ratePlaces) * 10n ** BigInt(requireDecimals(to.currency));
  const denominator = toSteps(to.rate, ratePlaces) * 10n ** BigInt(requireDecimals(from.currency));
  return toMinor(divideRounded(numerator, denominator));
}
