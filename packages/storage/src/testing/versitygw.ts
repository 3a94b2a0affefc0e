import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** The Versity S3 Gateway (https://github.com/versity/versitygw): S3 over a folder, as people run it in production. */
const pinnedVersion = '1.8.0';
const source = `github.com/versity/versitygw/cmd/versitygw@v${pinnedVersion}`;
const buildMs = 900_000;
const run = promisify(execFile);

export interface Program {
  readonly path: string;
  /** Which it is and where it came from, in words. */
  readonly description: string;
}

/**
 * The gateway's program: from the PATH, from the cache, else built by Go, which takes two minutes once.
 * @returns `null` where there is neither it nor Go
 */
export async function findVersitygw(searchPath: string, cacheDir: string): Promise<Program | null> {
  for (const folder of searchPath.split(delimiter)) {
    const path = join(folder, 'versitygw');
    if (folder !== '' && existsSync(path)) return { path, description: 'versitygw on the PATH' };
  }
  const folder = join(cacheDir, `versitygw-${pinnedVersion}`);
  const path = join(folder, 'versitygw');
  if (!existsSync(path) && !(await build(cacheDir, folder))) return null;
  return { path, description: `versitygw ${pinnedVersion}` };
}

/** Built beside its place and moved there whole: a build that is cut off, or two at once, leave nothing half-made. */
async function build(cacheDir: string, target: string): Promise<boolean> {
  mkdirSync(cacheDir, { recursive: true });
  const folder = mkdtempSync(join(cacheDir, 'unfinished-'));
  try {
    await run('env', [`GOBIN=${folder}`, 'go', 'install', source], { timeout: buildMs, cwd: folder });
    if (!existsSync(target)) renameSync(folder, target);
    return true;
  } catch {
    return existsSync(target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
