import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface ListenOptions {
  readonly channels: readonly string[];
  onNotify(channel: string, payload: string): void;
  /** `true` when notifications arrive from now on, `false` when some may be missed until the next `true`. */
  onState?(listening: boolean): void;
}

export interface Listener {
  close(): Promise<void>;
}

const firstPauseMs = 200;
const longestPauseMs = 5_000;

/** Hears PostgreSQL's notifications on a connection of its own, and connects again for as long as it takes. */
export function listen(databaseUrl: string, { channels, onNotify, onState }: ListenOptions): Listener {
  const closing = new AbortController();

  async function connectOnce(): Promise<void> {
    const connection = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'crm-listen',
      keepAlive: true,
    });
    let isOver = false;
    // Of a connection that is cut, neither what was asked nor its own end need ever come back: only this is waited for.
    const over = new Promise<void>((resolve) => {
      const end = () => {
        isOver = true;
        resolve();
      };
      connection.once('end', end);
      connection.on('error', end);
      closing.signal.addEventListener('abort', end, { once: true });
    });
    connection.on('notification', ({ channel, payload }) => onNotify(channel, payload ?? ''));
    const begin = async () => {
      await connection.connect();
      for (const channel of channels) await connection.query(`listen ${connection.escapeIdentifier(channel)}`);
      if (isOver) return;
      onState?.(true);
      await over;
    };
    try {
      await Promise.race([begin(), over]);
    } finally {
      isOver = true;
      onState?.(false);
      connection.end().catch(() => undefined);
    }
  }

  async function keepListening(): Promise<void> {
    let pause = firstPauseMs;
    while (!closing.signal.aborted) {
      const started = Date.now();
      await connectOnce().catch(() => undefined);
      pause = Date.now() - started > longestPauseMs ? firstPauseMs : Math.min(pause * 2, longestPauseMs);
      if (!closing.signal.aborted) await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  const running = keepListening();
  return {
    async close() {
      closing.abort();
      await running;
    },
  };
}
