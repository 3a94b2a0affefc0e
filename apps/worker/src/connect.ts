import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { carriesTrace } from '@crm/telemetry/temporal';
import type { Logger } from 'pino';

const retryMs = 500;

/** Waits for the workflow server for as long as it takes. @returns `null` when the signal came first */
export async function connectWorker(
  address: string,
  log: Logger,
  signal: AbortSignal,
): Promise<NativeConnection | null> {
  let told = false;
  while (!signal.aborted) {
    try {
      return await NativeConnection.connect({ address });
    } catch {
      if (!told) log.warn({ address }, 'waits for the Temporal server');
      told = true;
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}

/** A client that connects when it is first used, and comes back soon after the server does. */
export function createClient(address: string, namespace: string): Client {
  const channelArgs = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 };
  return new Client({
    connection: Connection.lazy({ address, channelArgs }),
    namespace,
    interceptors: { workflow: [carriesTrace] },
  });
}
