import { permissionsOf, roles, type Permission, type Role } from '@crm/domain/permissions';
import { requestError } from '#admin/lib/request-error.ts';

/** Who is signed in, as the shell needs it. */
export interface Session {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly permissions: ReadonlySet<string>;
}

function textOf(record: object, key: string): string {
  const value: unknown = Reflect.get(record, key);
  return typeof value === 'string' ? value : '';
}

function readSession(body: unknown): Session {
  const record = typeof body === 'object' && body !== null ? body : {};
  const role = roles.find((known) => known === textOf(record, 'role'));
  const id = textOf(record, 'id');
  if (!role || !id) throw new Error('The answer of /admin/me names nobody');
  return {
    id,
    role,
    name: textOf(record, 'name'),
    email: textOf(record, 'email'),
    // The role decides; rows carry what is allowed on each of them.
    permissions: new Set<string>(Object.keys(permissionsOf(role))),
  };
}

/** The session of the cookie, or undefined when nobody is signed in. */
export async function loadSession(signal: AbortSignal): Promise<Session | undefined> {
  const response = await fetch('/admin/me', { signal, headers: { accept: 'application/json' } });
  if (response.status === 401) return undefined;
  if (!response.ok) throw await requestError(response);
  return readSession(await response.json());
}

/** Starts a cookie session. Throws a `RequestError` that says why not. */
export async function signIn(email: string, password: string): Promise<void> {
  const response = await fetch('/admin/auth/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw await requestError(response);
}

/** Ends the cookie session. */
export async function signOut(): Promise<void> {
  const response = await fetch('/admin/auth/logout', { method: 'POST' });
  if (!response.ok && response.status !== 401) throw await requestError(response);
}

/** Whether a session may do something at all; what it may do to one row travels with the row. */
export function isAllowed(session: Session, permission: Permission): boolean {
  return session.permissions.has(permission);
}
