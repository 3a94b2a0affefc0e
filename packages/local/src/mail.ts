import { join } from 'node:path';
import { findLocalServer, startLocalServer, stopLocalServer, type LocalServer } from './local-server.ts';
import type { ProcessRef } from './process.ts';

export interface MailServerOptions {
  /** The CRM's data folder; what arrives is kept in `mail/` in it. */
  readonly dataDir: string;
  /** Loopback port for a server that has to be started; one that runs already keeps its own. */
  readonly port: number;
}

export interface MailServer {
  readonly url: string;
  readonly port: number;
  /** Where each mail lies as an `.eml` file. */
  readonly folder: string;
  readonly process: ProcessRef;
}

const name = 'mail';

/** Where the mail of a data folder is kept. */
export function mailFolder(dataDir: string): string {
  return join(dataDir, 'mail');
}

/** The mail server of a data folder, if it runs. */
export function findMail(dataDir: string): MailServer | undefined {
  const running = findLocalServer(dataDir, name);
  return running === undefined ? undefined : describe(dataDir, running);
}

/**
 * Starts the mail server of a data folder, or finds it running. It takes every mail, keeps it, and sends it nowhere.
 * @throws Error with the end of its log
 */
export async function startMail({ dataDir, port }: MailServerOptions): Promise<MailServer> {
  const script = join(import.meta.dirname, 'mail-sink-server.ts');
  const args = [mailFolder(dataDir), String(port)];
  return describe(dataDir, await startLocalServer({ dataDir, name, script, args, port }));
}

/** Stops the mail server of a data folder; gives whether one ran. */
export function stopMail(dataDir: string): Promise<boolean> {
  return stopLocalServer(dataDir, name);
}

function describe(dataDir: string, { port, process }: LocalServer): MailServer {
  return { url: `smtp://127.0.0.1:${port}`, port, folder: mailFolder(dataDir), process };
}
