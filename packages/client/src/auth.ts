import { CrmError } from './errors.ts';

/** How the client signs in: once with a password, with a key made in the CRM, or with a token from elsewhere. */
export type Credentials =
  | { readonly email: string; readonly password: string; readonly scope?: string }
  | { readonly apiKey: string }
  | { readonly token: () => string | Promise<string> };

/** A bearer token. Two that were given apart are two, even if they read the same. */
export interface Token {
  readonly access: string;
}

/** The current token, and what to do when it was refused. */
export interface Authenticator {
  token(): Promise<Token>;
  /** The token is no longer taken: the next call gets another. @returns `false` when there is no other */
  renew(refused: Token): boolean;
  /** Ends the session on the server, if the client began one. */
  signOut(): Promise<void>;
}

type Fetch = typeof fetch;

interface Tokens extends Token {
  readonly refresh: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** A token is renewed this long before it ends, so that no request meets its end. */
const marginMs = 30_000;

export function createAuthenticator(url: string, credentials: Credentials, doFetch: Fetch): Authenticator {
  if ('apiKey' in credentials) return fixedToken(() => credentials.apiKey);
  if ('token' in credentials) return fixedToken(credentials.token);
  return signedIn(url, credentials, doFetch);
}

function fixedToken(token: () => string | Promise<string>): Authenticator {
  return { token: async () => ({ access: await token() }), renew: () => false, signOut: async () => undefined };
}

function signedIn(
  url: string,
  { email, password, scope }: { readonly email: string; readonly password: string; readonly scope?: string },
  doFetch: Fetch,
): Authenticator {
  let tokens: Promise<Tokens> | null = null;

  async function post(path: string, body: object): Promise<Tokens> {
    const answer = await doFetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const read: unknown = await answer.json().catch(() => null);
    if (!answer.ok || !isTokens(read)) throw toError(answer.status, read);
    return {
      access: read.access_token,
      refresh: read.refresh_token,
      until: Date.now() + read.expires_in * 1_000 - marginMs,
    };
  }

  const signIn = () => post('/admin/auth/login', { email, password, ...(scope === undefined ? {} : { scope }) });
  const refresh = ({ refresh: token }: Tokens) =>
    post('/admin/auth/refresh', { refresh_token: token }).catch((error: unknown) => {
      // The session is over: a new one is begun. Anything else, such as no connection, is the caller's to know.
      if (error instanceof CrmError && error.status === 401) return signIn();
      throw error;
    });

  /** One at a time: a refresh token is good for one use. */
  function replace(made: Promise<Tokens>): Promise<Tokens> {
    tokens = made;
    made.catch(() => {
      if (tokens === made) tokens = null;
    });
    return made;
  }

  return {
    async token() {
      const current = tokens ?? replace(signIn());
      const read = await current;
      if (read.until > Date.now()) return read;
      return tokens === current ? replace(refresh(read)) : (tokens ?? replace(signIn()));
    },
    renew(refused) {
      const current = tokens;
      if (current === null) return true;
      void replace(current.then((read) => (read === refused ? refresh(read) : read)));
      return true;
    },
    async signOut() {
      const current = await tokens?.catch(() => null);
      tokens = null;
      if (!current) return;
      await doFetch(`${url}/admin/auth/logout`, {
        method: 'POST',
        headers: { authorization: `Bearer ${current.access}` },
      });
    },
  };
}

function isTokens(body: unknown): body is { access_token: string; refresh_token: string; expires_in: number } {
  return (
    isRecord(body) &&
    typeof body['access_token'] === 'string' &&
    typeof body['refresh_token'] === 'string' &&
    typeof body['expires_in'] === 'number'
  );
}

function toError(status: number, body: unknown): CrmError {
  const read = isRecord(body) ? body : {};
  const { code, detail, request_id: requestId } = read;
  return new CrmError(typeof code === 'string' ? code : 'unavailable', {
    message: typeof detail === 'string' ? detail : `Signing in was answered with ${status}.`,
    status,
    details: {},
    issues: [],
    requestId: typeof requestId === 'string' ? requestId : null,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
