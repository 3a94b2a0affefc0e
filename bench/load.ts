import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.ts';
import type { Sample } from './latency.ts';

/** A request that is sent again and again, with what changes from one to the next. */
export interface Traffic {
  readonly port: number;
  /** The next request, as it goes over the wire. */
  next(): string;
  /** The only status that counts as an answer. */
  readonly status: number;
}

export interface RequestParts {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request as text. */
export function writeRequest({ method, path, headers = {}, body }: RequestParts): string {
  const content = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(content)}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${content}`;
}

const patienceMs = 10_000;

/** As fast as it goes: each connection sends its next request when it has the answer to the last (closed loop). */
export async function loadFully(traffic: Traffic, connections: number, seconds: number): Promise<Sample> {
  const tally = new Tally(traffic);
  const pool = await openPool(traffic.port, connections);
  const started = performance.now();
  const until = started + seconds * 1_000;
  await Promise.all(
    pool.map(async (connection) => {
      while (performance.now() < until) await tally.send(connection, performance.now());
    }),
  );
  const elapsed = performance.now() - started;
  for (const connection of pool) connection.close();
  return tally.sample(elapsed / 1_000);
}

/**
 * So many requests per second, whatever the answers do (open loop). A latency counts from the moment at which a request
 * was due: one that had to wait for those before it is late, as it would be for a person.
 */
export async function loadAtRate(
  traffic: Traffic,
  connections: number,
  seconds: number,
  rate: number,
): Promise<Sample> {
  const tally = new Tally(traffic);
  const pool = await openPool(traffic.port, connections);
  const idle = [...pool];
  const queue: number[] = [];
  const running: Promise<void>[] = [];
  const serve = async (connection: Connection) => {
    for (let due = queue.shift(); due !== undefined; due = queue.shift()) await tally.send(connection, due);
    idle.push(connection);
  };
  const started = performance.now();
  for (let sent = 0; sent < seconds * rate; sent += 1) {
    const due = started + (sent * 1_000) / rate;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    queue.push(due);
    // In turn: one that is not used for a minute would be closed by the server.
    const connection = idle.shift();
    if (connection) running.push(serve(connection));
  }
  // A server that cannot keep up would be waited for without end.
  const late = sleep(patienceMs, undefined, { ref: false });
  await Promise.race([Promise.all(running), late]);
  const elapsed = performance.now() - started;
  for (const _ of queue.splice(0)) tally.count('not sent in time');
  for (const connection of pool) connection.close();
  await Promise.all(running);
  return tally.sample(elapsed / 1_000);
}

class Tally {
  readonly #latencies: number[] = [];
  readonly #errors: Record<string, number> = {};
  readonly #traffic: Traffic;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  async send(connection: Connection, due: number): Promise<void> {
    try {
      const { status } = await connection.send(this.#traffic.next());
      if (status === this.#traffic.status) this.#latencies.push(performance.now() - due);
      else this.count(`status ${status}`);
    } catch (error) {
      this.count(error instanceof Error ? error.message : 'broken');
      // A server that went away refuses at once: without a pause the loop would never let go.
      await sleep(10);
    }
  }

  count(kind: string): void {
    this.#errors[kind] = (this.#errors[kind] ?? 0) + 1;
  }

  sample(seconds: number): Sample {
    return { latencies: this.#latencies, errors: this.#errors, seconds };
  }
}

function openPool(port: number, connections: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
}
