import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const token = z.object({ access_token: z.string() });
const record = z.record(z.string(), z.unknown());

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const patienceMs = 90_000;
const pauseMs = 200;

/**
 * A client as it should be: it sends a request again, with the same idempotency key, until somebody answers. What it
 * asked for must have happened once then.
 */
export class PatientClient {
  readonly #url: string;
  readonly #login: { readonly email: string; readonly password: string };
  #token = '';

  constructor(url: string, login: { readonly email: string; readonly password: string }) {
    this.#url = url;
    this.#login = login;
  }

  async call(method: string, path: string, body?: object, key: string = randomUUID()): Promise<Answer> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const answer = await this.#send(method, path, body, key).catch(() => null);
      if (answer?.status === 401) await this.#signIn().catch(throwRefused);
      else if (answer !== null && !isPassing(answer)) return answer;
      if (performance.now() > deadline) throw new Error(`Nobody answers ${method} ${path}: ${JSON.stringify(answer)}`);
      await sleep(pauseMs);
    }
  }

  /** @throws Error for anything but success */
  async need(method: string, path: string, body?: object, key?: string): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.call(method, path, body, key);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async #send(method: string, path: string, body: object | undefined, key: string): Promise<Answer> {
    const response = await fetch(new URL(path, this.#url), {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'idempotency-key': key,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    return { status: response.status, body: record.parse(await response.json()) };
  }

  async #signIn(): Promise<void> {
    const response = await fetch(new URL('/admin/auth/login', this.#url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.#login),
    });
    const answer: unknown = await response.json();
    if (response.status < 500 && !response.ok) throw new SignInRefused(JSON.stringify(answer));
    this.#token = token.parse(answer).access_token;
  }
}

class SignInRefused extends Error {}

/** Waiting does not help a wrong password; it helps with everything else. */
function throwRefused(error: unknown): void {
  if (error instanceof SignInRefused) throw error;
}

/** Answers that say no more than "not now". */
function isPassing({ status, body }: Answer): boolean {
  return status >= 500 || status === 429 || body['code'] === 'idempotency_in_progress';
}
