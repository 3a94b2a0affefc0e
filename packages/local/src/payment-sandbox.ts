import { createHmac, randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A charge as the sandbox keeps it; the wire has the same names. */
export interface SandboxCharge {
  readonly id: string;
  readonly key: string;
  readonly status: 'succeeded' | 'declined';
  readonly decline_code: string | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly method: string;
}

/** What can go wrong with one request: before the charge is made, or after, when nobody hears of it. */
export const paymentFaults = [
  'drop_before',
  'drop_after',
  'error_before',
  'error_after',
  /** There is no answer, until whoever asks gives up. */
  'hang_before',
  'hang_after',
  'twice',
  'decline',
] as const;
export type PaymentFault = (typeof paymentFaults)[number];

export interface PaymentSandbox {
  readonly port: number;
  /** Every charge that was made, in order. */
  readonly charges: readonly SandboxCharge[];
  /** What happens to the next requests to charge, one each. */
  readonly faults: PaymentFault[];
  close(): Promise<void>;
}

interface SandboxOptions {
  /** Where charges are kept over restarts; nowhere when left out. */
  readonly file?: string;
  /** 0: any free one. */
  readonly port: number;
  readonly key: string;
}

/**
 * A payment provider for one machine, over HTTP, which moves no money: `POST /v1/charges` with an `Idempotency-Key`,
 * `GET /v1/charges?key=`, signed callbacks. A key is charged once, however often it is sent. Methods that begin with
 * `pm_declined` are declined, and meet no faults. `PUT /v1/faults` with a list of faults sets what happens to the next charges.
 */
export async function startPaymentSandbox({ file, port, key }: SandboxOptions): Promise<PaymentSandbox> {
  const charges: SandboxCharge[] = file === undefined || !existsSync(file) ? [] : readCharges(file);
  const faults: PaymentFault[] = [];

  function charge(wanted: Omit<SandboxCharge, 'id' | 'status' | 'decline_code'>, fault?: PaymentFault): SandboxCharge {
    const known = charges.find((made) => made.key === wanted.key);
    if (known) return known;
    const declined = fault === 'decline' || isDeclined(wanted.method);
    const made: SandboxCharge = {
      ...wanted,
      id: `ch_${randomUUID()}`,
      status: declined ? 'declined' : 'succeeded',
      decline_code: declined ? 'insufficient_funds' : null,
    };
    charges.push(made);
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(made)}\n`);
    return made;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    if (request.headers.authorization !== `Bearer ${key}`) return answer(response, 401, { error: 'unauthorized' });
    if (request.method === 'GET' && url.pathname === '/v1/charges') {
      const found = charges.find((made) => made.key === url.searchParams.get('key'));
      return found ? answer(response, 200, found) : answer(response, 404, { error: 'not_found' });
    }
    const body: unknown = JSON.parse(await readBody(request));
    if (request.method === 'PUT' && url.pathname === '/v1/faults') {
      const asked: unknown[] = Array.isArray(body) ? body : [];
      const known = asked.flatMap((name) => paymentFaults.filter((fault) => fault === name));
      faults.splice(0, faults.length, ...known);
      return answer(response, 200, faults);
    }
    if (request.method !== 'POST' || url.pathname !== '/v1/charges') return answer(response, 404, {});
    const wanted = readOrder(body, String(request.headers['idempotency-key'] ?? ''));
    if (wanted === null) return answer(response, 422, { error: 'invalid' });
    const fault = isDeclined(wanted.order.method) ? undefined : faults.shift();
    if (fault === 'drop_before') return void request.socket.destroy();
    if (fault === 'hang_before') return;
    if (fault === 'error_before') return answer(response, 503, { error: 'unavailable' });
    const made = charge(wanted.order, fault);
    await callBack(wanted.callbackUrl, made, fault === 'twice' ? 2 : 1);
    if (fault === 'drop_after') return void request.socket.destroy();
    if (fault === 'hang_after') return;
    if (fault === 'error_after') return answer(response, 500, { error: 'internal' });
    answer(response, 201, made);
  }

  /** Tells whoever charged; not at all costs. */
  async function callBack(to: string | null, made: SandboxCharge, times: number): Promise<void> {
    if (to === null) return;
    const body = JSON.stringify({ id: made.id, key: made.key, status: made.status });
    const at = Math.floor(Date.now() / 1_000);
    const signature = createHmac('sha256', key).update(`${at}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'payment-signature': `t=${at},v1=${signature}` };
    for (let sent = 0; sent < times; sent += 1) {
      await fetch(to, { method: 'POST', headers, body, signal: AbortSignal.timeout(callbackMs) }).catch(
        () => undefined,
      );
      await sleep(1);
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => answer(response, 400, { error: 'bad_request' }));
  });
  const bound = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
  return {
    port: bound,
    charges,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const callbackMs = 2_000;

function isDeclined(method: string): boolean {
  return method.startsWith('pm_declined');
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function readOrder(body: unknown, key: string) {
  if (typeof body !== 'object' || body === null || key === '') return null;
  const read = (name: string): unknown => Reflect.get(body, name);
  const [amount, currency, method, callback] = [
    read('amount_minor'),
    read('currency'),
    read('method'),
    read('callback_url'),
  ];
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount <= 0) return null;
  if (typeof currency !== 'string' || typeof method !== 'string') return null;
  return {
    order: { key, amount_minor: amount, currency, method },
    callbackUrl: typeof callback === 'string' ? callback : null,
  };
}

function readCharges(file: string): SandboxCharge[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line): SandboxCharge => JSON.parse(line));
}
