import { randomBytes } from 'node:crypto';
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
