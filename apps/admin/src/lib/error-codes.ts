/** The namespace of the words for refusals. */
export const errorsNamespace = 'errors';

/** The rules that a field can break and that have words of their own: zod's and those of the services. */
const issueCodes = [
  'required',
  'too_small',
  'too_big',
  'invalid_type',
  'invalid_format',
  'invalid_value',
  'email',
  'url',
  'phone',
  'password_short',
  'tells_nothing',
  'duplicate',
  'stage_gate',
  'unknown_user',
  'unknown_account',
  'unknown_contact',
  'unknown_pipeline',
  'unknown_stage',
  'unknown_subject',
  'impossible_phone',
  'email_domain_unreachable',
  'consent_required',
  'cycle',
  'fixed',
] as const;

export type IssueCode = (typeof issueCodes)[number];

/** Whether a rule has words of its own. */
export function isIssueCode(code: string): code is IssueCode {
  return issueCodes.some((known) => known === code);
}
