import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readLogTail } from '@crm/local/process';
import { logPath, type CliConfig } from '../env.ts';

/** Everything the bundle is made of; a change in any of these makes a new build. */
const sources = [
  'apps/admin/src',
  'apps/admin/public',
  'apps/admin/index.html',
  'apps/admin/vite.config.ts',
  'apps/admin/package.json',
  'packages/ui/src',
  'packages/ui/package.json',
  'packages/domain/src',
  'packages/domain/package.json',
  'pnpm-lock.yaml',
];

const shownLines = 40;

/** The folder of the built admin. */
export function adminDist({ root }: CliConfig): string {
  return join(root, 'apps/admin/dist');
}

/**
 * Builds the admin if its sources changed since the last build; gives whether it did.
 * @throws Error with the end of the build's output.
 */
export async function buildAdmin(config: CliConfig, signal: AbortSignal): Promise<boolean> {
  const dist = adminDist(config);
  const stamp = join(dist, '.built-from');
  const hash = hashSources(config.root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;

  const folder = join(config.root, 'apps/admin');
  const logFile = logPath(config, 'admin-build');
  mkdirSync(join(logFile, '..'), { recursive: true });
  const log = createWriteStream(logFile);
  const vite = spawn(join(folder, 'node_modules/.bin/vite'), ['build'], {
    cwd: folder,
    env: { ...config.inherited, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  vite.stdout.pipe(log, { end: false });
  vite.stderr.pipe(log, { end: false });
  const [code]: unknown[] = await once(vite, 'close');
  await new Promise((resolve) => log.end(resolve));
  if (code !== 0) throw new Error(`The admin could not be built. ${logFile} ends:\n${readReason(logFile)}`);
  writeFileSync(stamp, hash);
  return true;
}

/** The end of the build's output without the bundler's own stack, which would push out what it says. */
function readReason(logFile: string): string {
  const lines = stripVTControlCharacters(readLogTail(logFile, shownLines)).split('\n');
  return lines.filter((line) => !line.startsWith('    at ')).join('\n');
}

function hashSources(root: string): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => listFiles(join(root, source)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) return [];
  try {
    const entries = readdirSync(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [path];
  }
}
