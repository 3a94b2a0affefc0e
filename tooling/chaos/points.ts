import pg from 'pg';
import { waitFor } from '@crm/local/wait';
import type { PatientClient } from './rest.ts';

/** The moments of a conversion at which a part is killed. */
export const points = ['accepted', 'started', 'match', 'choice', 'convert'] as const;
export type Point = (typeof points)[number];

export const pointNames: Readonly<Record<Point, string>> = {
  accepted: 'the request was accepted',
  started: 'the run has started, and its first step is about to begin',
  match: 'in the middle of looking for the account and the contact',
  choice: 'it waits for a person, whose choice is on its way',
  convert: 'in the middle of the transaction that writes the records',
};

export interface Ordered {
  readonly leadId: string;
  readonly processId: string;
}

/** Something that stands still at a point until it is let go. */
interface Held {
  /** Whether it came to stand there; a machine may be quicker than we are. */
  reached(ordered: Ordered): Promise<boolean>;
  letGo(): Promise<void>;
}

const reachMs = 2_500;

/**
 * Arranges that the next conversion stops at a point. No code of the product knows of it: a row that the step needs is
 * locked by us, as a long transaction of somebody else would.
 */
export async function holdAt(point: Point, databaseUrl: string, client: PatientClient): Promise<Held> {
  switch (point) {
    case 'accepted':
      return { reached: async () => true, letGo: async () => undefined };
    case 'choice':
      return {
        reached: async ({ processId }) =>
          (await waitFor(
            async () => {
              const { state } = await client.need('GET', `/crm/v1/processes/${processId}`);
              return state === 'waiting_human' ? true : undefined;
            },
            { timeoutMs: 20_000 },
          )) === true,
        letGo: async () => undefined,
      };
    case 'started':
      return holdRow(databaseUrl, (locker, { processId }) => lock(locker, 'crm_processes', processId), 'crm_processes');
    case 'match':
      return holdRow(databaseUrl, (locker, { leadId }) => lock(locker, 'crm_leads', leadId), 'crm_leads');
    case 'convert': {
      // A deal that is inserted waits for its stage, by which time account and contact are written.
      const held = await holdRow(databaseUrl, async () => undefined, 'insert into%crm_opportunities');
      await held.locker.query(
        `select from crm_core.crm_stages stage join crm_core.crm_pipelines pipeline on pipeline.id = stage.pipeline_id
         where pipeline.is_default for update of stage`,
      );
      return held;
    }
  }
}

async function holdRow(
  databaseUrl: string,
  hold: (locker: pg.Client, ordered: Ordered) => Promise<unknown>,
  blocked: string,
): Promise<Held & { readonly locker: pg.Client }> {
  const locker = await connect(databaseUrl);
  const watcher = await connect(databaseUrl);
  await locker.query('begin');
  return {
    locker,
    async reached(ordered) {
      await hold(locker, ordered);
      const found = await waitFor(() => findBlocked(watcher, blocked), { timeoutMs: reachMs, intervalMs: 10 });
      return found === true;
    },
    async letGo() {
      await Promise.all([locker.end().catch(() => undefined), watcher.end().catch(() => undefined)]);
    },
  };
}

/** A statement of the worker that waits for us. */
async function findBlocked(watcher: pg.Client, statement: string): Promise<true | undefined> {
  const { rowCount } = await watcher.query(
    `select from pg_stat_activity
     where application_name = 'crm-worker' and wait_event_type = 'Lock' and query ilike $1`,
    [`%${statement}%`],
  );
  return (rowCount ?? 0) > 0 ? true : undefined;
}

function lock(locker: pg.Client, table: string, id: string) {
  return locker.query(`select from crm_core.${table} where id = $1 for update`, [id]);
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'crm-chaos' });
  // The server is killed under it.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
