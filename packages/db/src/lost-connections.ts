import type pg from 'pg';

/** What fails with its connection fails at once, and gives it back; whoever has it still by then will never. ms */
const graceMs = 1_000;

/**
 * Takes connections back that were lost in the middle of a transaction. Kysely gives a connection back after a rollback
 * that went well, and on a lost connection none does: without this each server crash would cost places in the pool, until
 * everybody waits for one for ever.
 */
export function takeBackLost(pool: pg.Pool): void {
  const held = new WeakSet<pg.PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_error, client) => held.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      setTimeout(() => {
        if (held.has(client)) client.release(true);
      }, graceMs).unref();
    });
  });
}
