import { withPostgres } from '@crm/local/postgres-client';
import { describeError, fine, wrong, type Check, type Targets } from './check.ts';

const oldestVersion = 180_000;
const slowMs = 50;
/** One slow answer says that somebody was busy, all of them that the database is far. */
const pings = 5;
const skewMs = 2_000;
const answerMs = 3_000;
const startIt = 'Start it with "npm start", or set DATABASE_URL to a running server.';

/** Whether the database answers, how quickly, and whether it is new enough. */
export function checkDatabase({ databaseUrl }: Targets): Check {
  return {
    name: 'database',
    async look() {
      if (databaseUrl === undefined) return wrong('PostgreSQL is not running', startIt);
      try {
        return await withPostgres(databaseUrl, async (client) => {
          const sql = `select current_setting('server_version') as name, current_setting('server_version_num')::int as number`;
          const { rows } = await client.query<{ name: string; number: number }>(sql);
          const [version] = rows;
          const latency = await quickestOf(pings, () => client.query('select 1'));
          if (version === undefined || version.number < oldestVersion) {
            return wrong(`PostgreSQL ${version?.name ?? '?'} is too old`, 'Use PostgreSQL 18 or later.');
          }
          const found = `PostgreSQL ${version.name}, answers in ${latency.toFixed(1)} ms`;
          return latency > slowMs ? wrong(found, 'Bring the database nearer, or see what keeps it busy.') : fine(found);
        });
      } catch (error) {
        return wrong(`PostgreSQL cannot be reached: ${describeError(error)}`, startIt);
      }
    },
  };
}

/** Whether the schema is there and up to date. */
export function checkSchema({ databaseUrl }: Targets): Check {
  return {
    name: 'schema',
    async look() {
      if (databaseUrl === undefined) return wrong('not known while the database is not running', 'Start it first.');
      const { migrationStatus } = await import('@crm/db/migrate');
      const migrations = await migrationStatus(databaseUrl);
      const pending = migrations.filter(({ executedAt }) => executedAt === null);
      const advice = 'Run "npm run crm -- migrate up".';
      if (pending.length === migrations.length) return wrong('missing: no migration is applied', advice);
      if (pending.length > 0) return wrong(`pending: ${pending.map(({ name }) => name).join(', ')}`, advice);
      return fine(`up to date, ${migrations.length} migrations`);
    },
  };
}

/** How far the database's clock is from this machine's, in milliseconds; positive when it is ahead. */
async function measureDatabaseSkew(databaseUrl: string): Promise<number> {
  return await withPostgres(databaseUrl, async (client) => {
    await client.query('select 1');
    const before = Date.now();
    const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
    const middle = (before + Date.now()) / 2;
    return (rows[0]?.now.getTime() ?? middle) - middle;
  });
}

/** Whether clocks agree: rights that expire and timers that fire go by them. */
export function checkClock({ databaseUrl, temporalUiUrl }: Targets): Check {
  return {
    name: 'clock',
    async look() {
      const skews = [
        ...(databaseUrl === undefined ? [] : [{ name: 'PostgreSQL', ms: await measureDatabaseSkew(databaseUrl) }]),
        ...(temporalUiUrl === undefined ? [] : [{ name: 'Temporal', ms: await measureHttpSkew(temporalUiUrl) }]),
      ];
      if (skews.length === 0) return wrong('nothing runs to compare it with', 'Start the system first.');
      const found = skews.map(({ name, ms }) => `${name} ${formatSkew(ms)}`).join(', ');
      if (skews.every(({ ms }) => Math.abs(ms) <= skewMs)) return fine(found);
      return wrong(found, 'Let all machines follow the same time service (NTP).');
    },
  };
}

/** The same for a server that says the time in the `Date` header, which counts whole seconds. */
async function measureHttpSkew(url: string): Promise<number> {
  const response = await fetch(url, { signal: AbortSignal.timeout(answerMs) });
  await response.arrayBuffer();
  const now = Date.now();
  const date = Date.parse(response.headers.get('date') ?? '');
  const second = 1_000;
  if (Number.isNaN(date) || (date <= now && now < date + second)) return 0;
  return date > now ? date - now : date + second - now;
}

function formatSkew(ms: number): string {
  if (Math.abs(ms) <= skewMs) return 'agrees';
  return `is ${(Math.abs(ms) / 1_000).toFixed(1)} s ${ms > 0 ? 'ahead' : 'behind'}`;
}

async function quickestOf(times: number, run: () => Promise<unknown>): Promise<number> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < times; turn += 1) {
    const started = performance.now();
    await run();
    quickest = Math.min(quickest, performance.now() - started);
  }
  return quickest;
}
