import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { choosePort } from '@crm/local/ports';
import { waitFor } from '@crm/local/wait';
import { z } from 'zod';

export const parts = ['worker', 'api', 'temporal', 'postgres'] as const;
export type Part = (typeof parts)[number];

const run = z.object({
  url: z.string(),
  temporal: z.object({ address: z.string() }),
  database: z.object({ url: z.string() }),
  pids: z.record(z.string(), z.number()),
  logins: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })),
});

const sandboxCharge = z.object({ key: z.string(), status: z.string(), amount_minor: z.number() });
type SandboxCharge = z.output<typeof sandboxCharge>;

/** The whole system, started like anybody would, in a folder and on ports of its own. */
export interface ChaosSystem {
  readonly url: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  login(role: string): { readonly email: string; readonly password: string };
  /** Ends a part as a power cut would, and gives when it was gone. */
  kill(part: Part): Promise<void>;
  /** What happens to the next requests to the payment sandbox to charge, one each. */
  faults(names: readonly string[]): Promise<void>;
  /** Every charge that the payment sandbox made. */
  charges(): readonly SandboxCharge[];
  /** The Message-IDs of all mails that arrived at the mail server, as often as they arrived. */
  mails(): readonly string[];
  /** Waits until all parts run and say that they can serve. */
  ready(): Promise<void>;
  stop(): void;
}

const root = resolve(import.meta.dirname, '../..');
/** PostgreSQL's own account must be able to get to its cluster. */
const openToAll = 0o755;
const goneMs = 10_000;
const readyMs = 120_000;

/** @throws Error with what `crm up` said, when it does not start */
export async function startChaosSystem(): Promise<ChaosSystem> {
  const dataDir = mkdtempSync(join(tmpdir(), 'crm-chaos-'));
  chmodSync(dataDir, openToAll);
  const names = [
    'CRM_PORT',
    'CRM_PG_PORT',
    'CRM_TEMPORAL_PORT',
    'CRM_TEMPORAL_UI_PORT',
    'CRM_SMTP_PORT',
    'CRM_PAYMENTS_PORT',
  ];
  const ports: Record<string, string> = {};
  for (const name of names) {
    ports[name] = String(await choosePort({ wanted: 0, fallback: true, variable: name }));
  }
  const crm = (command: string) =>
    spawnSync(process.execPath, [join(root, 'apps/cli/src/main.ts'), command], {
      cwd: root,
      env: { ...process.env, ...ports, CRM_DATA_DIR: dataDir, CRM_RATE_LIMIT: '0' },
      stdio: ['ignore', 'ignore', 'inherit'],
    }).status;
  const stop = () => {
    crm('down');
    rmSync(dataDir, { recursive: true, force: true });
  };
  if (crm('up') !== 0) {
    stop();
    throw new Error('The system did not start.');
  }
  const read = () => run.parse(JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')));
  const started = read();
  const killed = new Map<Part, number>();

  return {
    url: started.url,
    databaseUrl: started.database.url,
    temporalAddress: started.temporal.address,
    login(role) {
      const found = started.logins.find((login) => login.role === role);
      if (!found) throw new Error(`There is no login of role ${role}.`);
      return { email: found.email, password: found.password };
    },
    async kill(part) {
      const pid = read().pids[part] ?? 0;
      killed.set(part, pid);
      process.kill(pid, 'SIGKILL');
      if (
        (await waitFor(() => (isAlive(pid) ? undefined : true), { timeoutMs: goneMs, intervalMs: 5 })) === undefined
      ) {
        throw new Error(`${part} (process ${pid}) survived kill -9.`);
      }
    },
    async faults(names) {
      const key = readFileSync(join(dataDir, 'payments-key'), 'utf8');
      await fetch(`http://127.0.0.1:${ports['CRM_PAYMENTS_PORT']}/v1/faults`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${key}` },
        body: JSON.stringify(names),
      });
    },
    charges() {
      const lines = readFileSync(join(dataDir, 'payments.jsonl'), 'utf8').split('\n').filter(Boolean);
      return lines.map((line) => sandboxCharge.parse(JSON.parse(line)));
    },
    mails() {
      const folder = join(dataDir, 'mail');
      const whole = readdirSync(folder).filter((name) => name.endsWith('.eml'));
      return whole.map((name) => /^message-id: <(.+)>/imu.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? '');
    },
    async ready() {
      const answer = await waitFor(
        async () => {
          const { pids } = read();
          if ([...killed].some(([part, pid]) => pids[part] === pid)) return undefined;
          const signal = AbortSignal.timeout(5_000);
          const health = await fetch(new URL('/health/ready', started.url), { signal }).catch(() => null);
          return health?.ok === true ? true : undefined;
        },
        { timeoutMs: readyMs, intervalMs: 100 },
      );
      if (answer === undefined) throw new Error('The system did not get ready again.');
    },
    stop,
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
