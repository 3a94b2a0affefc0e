import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalServer, stopLocalServer } from './local-server.ts';
import type { ProcessRef } from './process.ts';

export interface PaymentsServer {
  readonly url: string;
  readonly port: number;
  readonly process: ProcessRef;
}

interface PaymentsServerOptions {
  /** The CRM's data folder; what was charged is kept in `payments.jsonl` in it. */
  readonly dataDir: string;
  /** Loopback port for a server that has to be started; one that runs already keeps its own. */
  readonly port: number;
  /** What opens it, and signs its callbacks. */
  readonly key: string;
}

const name = 'payments';

/**
 * Starts the payment sandbox of a data folder, or finds it running. It remembers every charge, and moves no money.
 * @throws Error with the end of its log
 */
export async function startPayments({ dataDir, port, key }: PaymentsServerOptions): Promise<PaymentsServer> {
  const script = join(import.meta.dirname, 'payment-sandbox-server.ts');
  // In a file, because everybody on the machine sees what a process was called with.
  const keyFile = join(dataDir, 'payments-key');
  writeFileSync(keyFile, key, { mode: 0o600 });
  const args = [join(dataDir, 'payments.jsonl'), keyFile, String(port)];
  const { port: bound, process: ref } = await startLocalServer({ dataDir, name, script, args, port });
  return { url: `http://127.0.0.1:${bound}`, port: bound, process: ref };
}

/** Stops the payment sandbox of a data folder; gives whether one ran. */
export function stopPayments(dataDir: string): Promise<boolean> {
  return stopLocalServer(dataDir, name);
}
