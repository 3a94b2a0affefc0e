import { createECDH } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import type { CliConfig } from '../env.ts';
import { readJson, writePrivateFile } from './run-file.ts';

const keysSchema = z.object({ publicKey: z.string(), privateKey: z.string() });

const keyBytes = 32;

/** The keys by which push services know this installation (VAPID): made once for the data folder, and kept, because browsers subscribe to them. */
export function preparePushKeys({ dataDir, inherited }: CliConfig): z.infer<typeof keysSchema> {
  const { CRM_PUSH_PUBLIC_KEY: publicKey, CRM_PUSH_PRIVATE_KEY: privateKey } = inherited;
  if (publicKey && privateKey) return { publicKey, privateKey };
  const file = join(dataDir, 'push-keys.json');
  const known = readJson(file, keysSchema);
  if (known !== undefined) return { ...known, privateKey: padKey(known.privateKey) };
  const pair = createECDH('prime256v1');
  const made = { publicKey: pair.generateKeys('base64url'), privateKey: padKey(pair.getPrivateKey('base64url')) };
  writePrivateFile(file, JSON.stringify(made));
  return made;
}

/** One key in 256 begins with a zero, which Node leaves out and push services ask for. */
export function padKey(key: string): string {
  return Buffer.from(
    Buffer.from(key, 'base64url')
      .toString('hex')
      .padStart(2 * keyBytes, '0'),
    'hex',
  ).toString('base64url');
}
