/**
 * Whether mail can reach an address's domain (DIFF-012). `unreachable` is a definite no of the DNS; `unknown` means
 * that no answer came in time, and the address is accepted and looked at again later.
 */
export interface EmailCheck {
  check(domain: string): Promise<'valid' | 'unreachable' | 'unknown' | 'unchecked'>;
}

/** The switch is off: every address that is well formed is taken. */
export const uncheckedEmail: EmailCheck = { check: () => Promise.resolve('unchecked') };
