import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { pruneExpired } from '@crm/core/maintenance/prune-expired';
import type { Ports } from '@crm/core/context';
import { markStuck } from '@crm/core/process/process-stuck';
import { expireExports } from '@crm/core/operation/export-expiry';
import { expireQuotes } from '@crm/core/quote/quote-expiry';
import { purgeFiles } from '@crm/core/maintenance/purge-files';
import { isQueued, pruneOutbox, relayCommands } from '@crm/core/outbox/outbox';
import type { FileStore } from '@crm/core/ports/file-store';
import type { OutboxCommand } from '@crm/domain/events';
import { listen } from '@crm/db/listen';
import type { EntityManager } from '@crm/db/orm';
import type { Client } from '@temporalio/client';
import { describeError } from '../activities/failures.ts';
import { deliver } from './deliver.ts';

export interface RelayParts {
  readonly databaseUrl: string;
  readonly client: Client;
  /** Where the workers of the processes poll. */
  readonly queue: string;
  readonly log: Logger;
  readonly ports: Ports;
  readonly files: FileStore;
  fork(): EntityManager;
  /** Is told how each delivery went. */
  onDelivered?(command: OutboxCommand['do'], outcome: 'done' | 'error'): void;
}

export interface Relay {
  /** Ends after what is being delivered. */
  stop(): Promise<void>;
}

const batch = 20;
/** Notifications come at once; this is for those that got lost, and for what is tried again. ms */
const pollMs = 1_000;
const housekeepingMs = 3_600_000;
/** How soon somebody learns that a process stands still. ms */
const lookAroundMs = 60_000;

/** Carries the outbox's commands to the workflow server for as long as it runs, as soon as they are committed. */
export function startRelay(relayParts: RelayParts): Relay {
  const { databaseUrl, client, queue, log, ports, files, fork } = relayParts;
  const stopping = new AbortController();
  let wake = new AbortController();
  let keptHouseAt = 0;
  // What was silent while nothing ran has a minute to go on first.
  let lookedAroundAt = Date.now();
  const listener = listen(databaseUrl, {
    channels: ['crm_outbox'],
    onNotify: (_, payload) => {
      if (/"command"\s*:\s*true/u.test(payload)) wake.abort();
    },
    onState: (listening) => {
      if (listening) wake.abort();
    },
  });

  async function relayDue(): Promise<boolean> {
    try {
      const now = new Date();
      const parts = { client, queue, isQueued: (processId: string) => isQueued(fork(), processId) };
      const due = await relayCommands(fork(), {
        limit: batch,
        now,
        async deliver(command) {
          const delivery = await deliver(parts, command);
          relayParts.onDelivered?.(command.command.do, delivery === 'done' ? 'done' : 'error');
          return delivery;
        },
      });
      if (now.getTime() - lookedAroundAt > lookAroundMs) {
        await markStuck({ em: fork(), ports, now });
        lookedAroundAt = now.getTime();
      }
      if (now.getTime() - keptHouseAt > housekeepingMs) {
        await pruneOutbox(fork(), now);
        await pruneExpired(fork(), now);
        await expireQuotes({ em: fork(), ports, now });
        await expireExports(fork(), now);
        await purge(now);
        keptHouseAt = now.getTime();
      }
      return due === batch;
    } catch (error) {
      log.warn({ error: describeError(error) }, 'the outbox cannot be read');
      return false;
    }
  }

  /** A store that does not answer holds up no command; what is due is tried again the next time. */
  async function purge(now: Date): Promise<void> {
    await purgeFiles(fork, files, now).catch((error: unknown) => {
      log.warn({ error: describeError(error), place: files.place }, 'files cannot be removed');
    });
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      const more = await relayDue();
      if (more) continue;
      await sleep(pollMs, undefined, { signal: AbortSignal.any([wake.signal, stopping.signal]) }).catch(
        () => undefined,
      );
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await listener.close();
      await running;
    },
  };
}
