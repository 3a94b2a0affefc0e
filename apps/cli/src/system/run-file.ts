import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

export const loginSchema = z.object({ role: z.string(), email: z.string(), password: z.string() });

const runSchema = z.object({
  /** Where the admin and all APIs are. */
  url: z.string(),
  temporal: z.object({ address: z.string(), ui: z.string() }),
  database: z.object({ url: z.string() }),
  /** Where API and worker tell their metrics. */
  metrics: z.object({ api: z.string(), worker: z.string() }),
  /** Where our own mail server keeps what is sent; `null` when mail goes out to another. */
  mail: z.object({ folder: z.string().nullable() }),
  /** Process numbers by part; servers of the user's own have none. */
  pids: z.record(z.string(), z.number()),
  logins: z.array(loginSchema),
});

export type Login = z.infer<typeof loginSchema>;
export type Run = z.infer<typeof runSchema>;

const privateFile = 0o600;

/** Notes the running system in `run.json`, for people and programs that want to use it. */
export function writeRunFile(dataDir: string, run: Run): void {
  writePrivateFile(runPath(dataDir), `${JSON.stringify(run, null, 2)}\n`);
}

/** What `run.json` says; `undefined` when there is none that can be read. */
export function readRunFile(dataDir: string): Run | undefined {
  return readJson(runPath(dataDir), runSchema);
}

/** Removes `run.json`: it is there only while the system is ready. */
export function removeRunFile(dataDir: string): void {
  rmSync(runPath(dataDir), { force: true });
}

/** Reads and checks a JSON file; `undefined` when it is missing or damaged. */
export function readJson<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return schema.safeParse(content).data;
  } catch {
    return undefined;
  }
}

/** Writes a file that only its owner may read, all of it or nothing. */
export function writePrivateFile(file: string, content: string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(`${file}.new`, content, { mode: privateFile });
  chmodSync(`${file}.new`, privateFile);
  renameSync(`${file}.new`, file);
}

function runPath(dataDir: string): string {
  return join(dataDir, 'run.json');
}
