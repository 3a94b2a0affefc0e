import type { z } from 'zod';
import type { address } from '@crm/domain/account/account';

/**
 * A postal address as it is written on paper, line by line.
 * @param language of the country's name
 */
export function addressLines(of: z.output<typeof address> | null, language: string): string[] {
  if (of === null) return [];
  const city = [of.postalCode, of.city].filter(Boolean).join(' ');
  const country = of.country && new Intl.DisplayNames(language, { type: 'region' }).of(of.country);
  return [of.line1, of.line2, city, of.region, country].filter((line): line is string => Boolean(line));
}
