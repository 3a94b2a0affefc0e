import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Registry } from '@crm/telemetry/metrics';

/** A port for the SDK's own metrics: it must be told one, and is asked on this machine alone. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Our own metrics and those of Temporal's SDK, so that a worker is one target. */
export async function readBoth(registry: Registry, sdkAddress: string | undefined): Promise<string> {
  const ours = await registry.metrics();
  if (sdkAddress === undefined) return ours;
  const answer = await fetch(`http://${sdkAddress}/metrics`);
  return `${ours}\n${await answer.text()}`;
}
