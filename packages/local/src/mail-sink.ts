import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

export interface MailSink {
  readonly port: number;
  close(): Promise<void>;
}

export interface MailSinkOptions {
  /** Where what arrives is kept, one `.eml` file each; named so that they sort by time. */
  readonly dir: string;
  /** 0: any free one. */
  readonly port: number;
  /** Recipients that are refused with this code, to see what then happens. */
  readonly refuse?: (address: string) => number | undefined;
}

const loopback = '127.0.0.1';

/** A real SMTP server for one machine: takes every mail, keeps it, and sends it nowhere. */
export async function startMailSink({ dir, port, refuse }: MailSinkOptions): Promise<MailSink> {
  mkdirSync(dir, { recursive: true });
  const server = new SMTPServer({
    authOptional: true,
    // Nobody has a certificate for the loopback address.
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, callback) {
      const code = refuse?.(address);
      callback(code === undefined ? null : Object.assign(new Error('Refused here'), { responseCode: code }));
    },
    onData(stream, _session, callback) {
      callbackify(() => keep(dir, stream))((error) => callback(error));
    },
  });
  server.on('error', () => undefined);
  const bound = await new Promise<number>((resolve, reject) => {
    const listener = server.listen(port, loopback, () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
    listener.once('error', reject);
  });
  return { port: bound, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Renamed into place: whoever looks never sees half a mail. */
async function keep(dir: string, stream: SMTPServerDataStream): Promise<void> {
  const file = join(dir, `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`);
  await pipeline(stream, createWriteStream(`${file}.new`));
  renameSync(`${file}.new`, file);
}
