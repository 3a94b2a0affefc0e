import type { TokenScope } from '../actor.ts';

/** What every secret begins with: tells it from an access token, and lets scanners of repositories find a leaked one. */
export const secretPrefix = 'crm_';
/** Signs of a secret that are kept and shown. */
export const shownPrefixLength = 12;

/** An hour to bring the new secret to where it is used. */
export const usualOverlapMinutes = 60;
export const mostOverlapMinutes = 7 * 24 * 60;

/** A key enters the platform console's door only with these (CONSOLE-064), whatever else it may do. */
export const consoleScopes = { read: 'crm:admin:read', write: 'crm:admin:write' } as const satisfies Record<
  string,
  TokenScope
>;

const viaPrefix = 'api_key:';

/** How the audit log names a key that somebody came in by. */
export function viaApiKey(id: string): string {
  return `${viaPrefix}${id}`;
}

/** Whether somebody came in by an API key, as opposed to a session or a service. */
export function isApiKey(via: string | undefined): boolean {
  return via?.startsWith(viaPrefix) === true;
}

interface Ends {
  readonly deletedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** What a key is good for at a moment. */
export function apiKeyState({ deletedAt, expiresAt }: Ends, now: Date): 'active' | 'expired' | 'revoked' {
  if (deletedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}

/** When the old secret ends: after the overlap, but never later than it would have ended without a new one. */
export function overlapEnd(now: Date, overlapMinutes: number, end: Date | null): Date {
  const overlap = new Date(now.getTime() + overlapMinutes * 60_000);
  return end !== null && end < overlap ? end : overlap;
}

/** The scopes that are wanted and not among those that may be given. */
export function beyond(wanted: readonly TokenScope[], may: readonly TokenScope[]): readonly TokenScope[] {
  const known = new Set(may);
  return wanted.filter((scope) => !known.has(scope));
}
