import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';

/** A phone as people write it, with or without the country's code. */
export const phone = z.string().trim().min(3).max(40);

/** The country that numbers without a `+` belong to: ISO 3166-1 alpha-2. */
export const defaultPhoneRegion = 'RU';

/**
 * The number in E.164 (`+79123456789`), or `null` when no such number can exist.
 * @param region ISO 3166-1 alpha-2 of the country that a number without a country code belongs to
 */
export function toE164(written: string, region: string = defaultPhoneRegion): string | null {
  const country: CountryCode | undefined = isSupportedCountry(region) ? region : undefined;
  const parsed = parsePhoneNumberFromString(written, country);
  return parsed?.isValid() === true ? parsed.number : null;
}
