import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Permission, Role, Scope } from '@crm/domain/permissions';
import { roles } from '@crm/domain/permissions';
import { isLocale, type Locale } from '@crm/ui/i18n/locale';
import { ApiFailure, hasCode, networkError, readProblem } from './api-error.ts';
import { queryClient } from './query-client.ts';
import { isRecord, readString } from './read.ts';
import { sessionKey } from './session-key.ts';

/** Who is signed in, and what the server lets them do. */
export interface Session {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly team: { readonly id: string; readonly name: string } | null;
  readonly permissions: Readonly<Partial<Record<Permission, Scope>>>;
  /** The administrator who sees the product as this person, and until when (ISO). */
  readonly viewedBy: { readonly name: string; readonly until: string } | null;
}

/** Who is signed in, or `null` for nobody. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: readSession,
  staleTime: 5 * 60_000,
  gcTime: Number.POSITIVE_INFINITY,
});

/**
 * Who is signed in. Only inside the shell, which lets nobody else in.
 * @throws Error where nobody is
 */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error('Use the session only on pages that require one.');
  return data;
}

/**
 * Whether the role may do something at all, as the server said: for what belongs to no row, such as "New account".
 * What may be done to a row travels with it as `abilities`.
 */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions[permission] !== undefined;
}

/** How far an action of the role reaches, or nothing where it may not do it at all. */
export function useReach(permission: Permission): Scope | undefined {
  return useSession().permissions[permission];
}

/** Who is signed in, from the cache if it is known; `null` is asked again, for another tab may have signed in. */
export async function loadSession(): Promise<Session | null> {
  return queryClient.getQueryData(sessionQuery.queryKey) ?? queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

/** @throws ApiFailure `bad_credentials`, `too_many_requests` with `retry_after_seconds` */
export async function signIn(credentials: { readonly email: string; readonly password: string }): Promise<Session> {
  const session = toSession(await send('/admin/auth/session', { method: 'POST', body: credentials }));
  // What another person saw here is not for this one.
  queryClient.clear();
  queryClient.setQueryData(sessionKey, session);
  return session;
}

/** Ends the session, on the server and here. */
export async function signOut(): Promise<void> {
  try {
    await send('/admin/auth/logout', { method: 'POST', body: {} });
  } catch (error) {
    if (!hasCode(error, 'unauthenticated')) throw error;
  }
  queryClient.clear();
  queryClient.setQueryData(sessionKey, null);
}

async function readSession(): Promise<Session | null> {
  try {
    return toSession(await send('/admin/me'));
  } catch (error) {
    if (hasCode(error, 'unauthenticated', 'token_expired', 'token_invalid')) return null;
    throw error;
  }
}

interface Sent {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly body?: object;
}

/**
 * Asks about the session itself, which has no procedures.
 * @throws ApiFailure
 */
export async function send(path: string, sent: Sent = { method: 'GET' }): Promise<unknown> {
  const response = await answerTo(path, sent);
  const text = await response.text();
  const answer = parseJson(text);
  if (!response.ok) throw new ApiFailure(readProblem(answer, response.status));
  return answer;
}

async function answerTo(path: string, { method, body }: Sent): Promise<Response> {
  try {
    return await fetch(path, {
      credentials: 'same-origin',
      method,
      ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new ApiFailure(networkError(error instanceof Error ? error.message : 'No answer'));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads `/admin/me`. Permissions are kept as the server sent them. */
function toSession(answer: unknown): Session {
  const role = isRecord(answer) ? roles.find((known) => known === answer['role']) : undefined;
  const id = isRecord(answer) ? readString(answer['id']) : undefined;
  if (!isRecord(answer) || role === undefined || id === undefined) {
    throw new ApiFailure(readProblem(undefined, 500));
  }
  const locale = readString(answer['locale']);
  return {
    id,
    role,
    email: readString(answer['email']) ?? '',
    name: readString(answer['name']) ?? '',
    locale: isLocale(locale) ? locale : 'en',
    timeZone: readString(answer['time_zone']) ?? 'UTC',
    team: readTeam(answer['team']),
    permissions: isRecord(answer['permissions']) ? answer['permissions'] : {},
    viewedBy: readViewer(answer['viewed_by']),
  };
}

function readTeam(value: unknown): Session['team'] {
  if (!isRecord(value)) return null;
  const id = readString(value['id']);
  return id === undefined ? null : { id, name: readString(value['name']) ?? '' };
}

function readViewer(value: unknown): Session['viewedBy'] {
  if (!isRecord(value)) return null;
  const until = readString(value['until']);
  return until === undefined ? null : { name: readString(value['name']) ?? '', until };
}
