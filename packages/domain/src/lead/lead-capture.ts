import { z } from 'zod';
import { lead } from './lead.ts';

/**
 * The field of a public form that people do not see: only programs fill it. A post with something in it is taken with
 * thanks and thrown away.
 */
export const honeypotField = 'fax';

const { firstName, lastName, company, jobTitle, email, phone, website, country, message, budgetMinor, currency } =
  lead.create.shape;
const { utmSource, utmMedium, utmCampaign } = lead.create.shape;

/** An empty field of a form means that nothing was entered. */
function filled<T extends z.ZodType>(field: T) {
  return z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), field);
}

/**
 * What a public form may send. Other fields that a page's form carries (a button's name, a token) are ignored. Somebody
 * must be reachable by it.
 */
export const captureInput = z
  .object({
    firstName: filled(firstName),
    lastName: filled(lastName),
    company: filled(company),
    jobTitle: filled(jobTitle),
    email: filled(email),
    phone: filled(phone),
    website: filled(website),
    country: filled(country),
    message: filled(message),
    budgetMinor: filled(budgetMinor),
    currency: filled(currency),
    utmSource: filled(utmSource),
    utmMedium: filled(utmMedium),
    utmCampaign: filled(utmCampaign),
    consent: z.union([z.boolean(), z.stringbool()]).nullable().default(null),
    [honeypotField]: z.unknown().optional(),
  })
  .refine((data) => data.email !== null || data.phone !== null, {
    path: ['email'],
    error: 'Leave an e-mail or a phone',
  });

/** The same post again within so many minutes is a double click or a reload, and gives no second lead. */
export const repeatedPostMinutes = 10;
