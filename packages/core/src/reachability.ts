import { DomainError, type FieldIssue, refuseFields } from '@crm/domain/errors';
import { emailDomain, normalizeEmail } from '@crm/domain/normalize/email';
import { toE164 } from '@crm/domain/normalize/phone';
import type { ServiceContext } from './context.ts';

export interface EmailColumns {
  readonly email: string | null;
  readonly emailNormalized: string | null;
  readonly emailStatus: 'unchecked' | 'valid' | 'unknown';
}

/**
 * An address with the columns that follow from it, after asking whether its domain takes mail.
 * @throws DomainError `email_domain_unreachable`
 */
export async function readEmail(ctx: ServiceContext, email: string | null): Promise<EmailColumns> {
  if (email === null) return { email: null, emailNormalized: null, emailStatus: 'unchecked' };
  const domain = emailDomain(email);
  const status = await ctx.ports.emailCheck.check(domain);
  if (status === 'unreachable') {
    throw new DomainError('email_domain_unreachable', `No mail can reach ${domain}. Check the address.`, {
      issues: [{ field: 'email', code: 'email_domain_unreachable', message: `No mail can reach ${domain}.` }],
    });
  }
  return { email, emailNormalized: normalizeEmail(email), emailStatus: status };
}

export interface PhoneColumns {
  readonly phone: string | null;
  readonly phoneE164: string | null;
}

/**
 * A phone as written, with its E.164 form.
 * @param region ISO 3166-1 alpha-2 for numbers without a country code
 * @throws DomainError `validation_failed` naming `phone` when no such number can exist
 */
export function readPhone(phone: string | null, region?: string | null): PhoneColumns {
  if (phone === null) return { phone: null, phoneE164: null };
  const phoneE164 = toE164(phone, region ?? undefined);
  if (phoneE164 === null) throw refuseFields([impossiblePhone]);
  return { phone, phoneE164 };
}

const impossiblePhone: FieldIssue = {
  field: 'phone',
  code: 'impossible_phone',
  message: 'No such number can exist. Write it with its country code, such as +49 30 901820.',
};
