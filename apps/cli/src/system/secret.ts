import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliConfig } from '../env.ts';
import { writePrivateFile } from './run-file.ts';

const secretBytes = 48;

/** The secret that signs tokens and sessions: the one that is set, else one made once for this data folder. */
export function prepareSecret({ dataDir, secret }: CliConfig): string {
  if (secret !== undefined) return secret;
  const file = join(dataDir, 'secret');
  if (!existsSync(file)) writePrivateFile(file, randomBytes(secretBytes).toString('base64url'));
  return readFileSync(file, 'utf8').trim();
}

/** What opens the payment provider: the key that is set, else one that follows from the secret, for our own sandbox. */
export function preparePaymentsKey(config: CliConfig): string {
  return config.paymentsKey ?? createHmac('sha256', prepareSecret(config)).update('payments').digest('base64url');
}
