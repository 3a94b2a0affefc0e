import { execFileSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';

/** How to run PostgreSQL's programs, which refuse to run as root. */
export interface PostgresAccount {
  /** Account that the server's files belong to; undefined = the current user. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Account to start the programs under; undefined = the current user. */
  readonly runAs?: { readonly uid: number; readonly gid: number };
  /** Words put before each command. */
  readonly prefix: readonly string[];
}

const rootId = 0;
const overflowId = 65_534;
const othersMayEnter = 0o001;

/**
 * Chooses the account that PostgreSQL runs under.
 *
 * - An ordinary user: that user.
 * - Root: the account that owns the folder already, else `postgres`, else `nobody`.
 * - Root, below a folder that those may not enter (a home, a temporary folder of mode 0700): root inside
 *   a user namespace, where PostgreSQL sees an ordinary user and the files stay root's.
 *
 * @param folder PostgreSQL's own folder below the data folder; it must exist.
 * @param binary The `postgres` program.
 * @param isNew Whether the folder holds no database yet.
 * @throws Error that says what to do, when none of these works here.
 */
export function choosePostgresAccount(folder: string, binary: string, isNew: boolean): PostgresAccount {
  const { uid } = userInfo();
  const owner = statSync(folder);
  if (uid !== rootId) {
    if (owner.uid === uid) return { prefix: [] };
    throw new Error(
      `${folder} belongs to user ${owner.uid}, and you are ${uid}: it was made by somebody else, or as root. ` +
        `Start as that user, take it over with "sudo chown -R ${uid} ${folder}", or set CRM_DATA_DIR to another folder.`,
    );
  }
  const closed = findClosedParent(folder) ?? findClosedParent(binary);
  const account = owner.uid === rootId ? findSystemAccount() : { uid: owner.uid, gid: owner.gid };
  const filesAreRoots = owner.uid === rootId && !isNew;
  if (closed === undefined && !filesAreRoots) return { owner: account, runAs: account, prefix: [] };

  const prefix = ['unshare', '--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`, '--'];
  if (owner.uid === rootId && canRun([...prefix, binary, '--version'])) return { prefix };
  throw new Error(
    `PostgreSQL does not run as root, and its account (${account.uid}) cannot enter ${closed ?? folder}. ` +
      'Start as an ordinary user, or keep both the checkout and CRM_DATA_DIR where every user may enter, such as /srv.',
  );
}

/** Gives a file or folder to the account that PostgreSQL runs under. */
export function giveToPostgres(path: string, { owner }: PostgresAccount): void {
  if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
}

function findSystemAccount(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const uid = readId('-u', name);
    const gid = readId('-g', name);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  return { uid: overflowId, gid: overflowId };
}

function readId(flag: string, name: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}

function findClosedParent(path: string): string | undefined {
  const parent = dirname(path);
  if (parent === path) return undefined;
  return (statSync(parent).mode & othersMayEnter) === 0 ? parent : findClosedParent(parent);
}

function canRun([command = '', ...args]: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
