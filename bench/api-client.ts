import { randomUUID } from 'node:crypto';

/** Talks to the API as any program would, outside of the measurement. */
export interface ApiClient {
  readonly headers: Readonly<Record<string, string>>;
  /** @throws Error for an answer that is not 2xx */
  get(path: string): Promise<unknown>;
  /** With a new idempotency key. @throws Error for an answer that is not 2xx */
  post(path: string, body: unknown): Promise<unknown>;
}

/** Signs in for a bearer token; it lives for a quarter of an hour. */
export async function signIn(baseUrl: string, email: string, password: string): Promise<ApiClient> {
  const tokens = await ask(`${baseUrl}/admin/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const headers = { Authorization: `Bearer ${textAt(tokens, 'access_token')}` };
  return {
    headers,
    get: (path) => ask(`${baseUrl}${path}`, { headers }),
    post: (path, body) =>
      ask(`${baseUrl}${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify(body),
      }),
  };
}

/** @throws Error for an answer that is not 2xx */
async function ask(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${url} gave ${response.status}: ${text.slice(0, 500)}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** A value inside an answer; `undefined` when it is not there. */
export function valueAt(answer: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    answer,
  );
}

/** @throws Error when there is no text at this place */
export function textAt(answer: unknown, ...path: readonly (string | number)[]): string {
  const value = valueAt(answer, ...path);
  if (typeof value !== 'string')
    throw new Error(`No text at ${path.join('.')}: ${JSON.stringify(answer)?.slice(0, 300)}`);
  return value;
}
