import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What of a pool of `pg` is told. */
interface PoolState {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly options: { readonly max?: number | undefined };
}

/** The metrics of this process; each family begins with `crm_`, also those of Node itself (DIFF-031). */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'crm_' });
  return registry;
}

/** How much of the connections to the database is in use. */
export function watchPool(registry: Registry, pool: PoolState): void {
  const registers = [registry];
  void new Gauge({
    name: 'crm_db_pool_connections',
    help: 'Connections to the database that are open, by whether they are at work',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
    },
  });
  void new Gauge({
    name: 'crm_db_pool_waiting',
    help: 'Statements that wait for a connection',
    registers,
    collect() {
      this.set(pool.waitingCount);
    },
  });
  void new Gauge({
    name: 'crm_db_pool_limit',
    help: 'Connections that may be open at once',
    registers,
    collect() {
      this.set(pool.options.max ?? 0);
    },
  });
}

export interface MetricsPlace {
  readonly CRM_METRICS_HOST: string;
  readonly CRM_METRICS_PORT?: number | undefined;
}

/** `GET /metrics` on a port of its own, to which nothing leads that faces the world; `null` where none was chosen. */
export async function serveMetrics(
  { CRM_METRICS_HOST: host, CRM_METRICS_PORT: port }: MetricsPlace,
  contentType: string,
  read: () => Promise<string>,
): Promise<Server | null> {
  if (port === undefined) return null;
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    read().then(
      (text) => response.writeHead(200, { 'content-type': contentType }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}
