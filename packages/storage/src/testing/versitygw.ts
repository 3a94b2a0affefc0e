import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The Versity S3 Gateway (https://github.com/versity/versitygw): S3 over a folder, as people run it in production. */
const pinnedVersion = '1.8.0';

export interface Program {
  readonly path: string;
  /** Which it is and where it came from, in words. */
  readonly description: string;
}

/** The gateway's program: from the PATH, or where ADR 0012 says how to build it once. @returns `null` where it is in neither */
export function findVersitygw(searchPath: string, cacheDir: string): Program | null {
  for (const folder of searchPath.split(delimiter)) {
    const path = join(folder, 'versitygw');
    if (folder !== '' && existsSync(path)) return { path, description: 'versitygw on the PATH' };
  }
  const path = join(cacheDir, `versitygw-${pinnedVersion}`, 'versitygw');
  return existsSync(path) ? { path, description: `versitygw ${pinnedVersion}` } : null;
}
