import { generate } from '@crm/client/generate';
import type { CliConfig } from '../env.ts';
import { print } from '../output.ts';
import { readRunFile } from '../system/run-file.ts';

/**
 * `crm client generate`: the types of this workspace's custom fields, for programs that use `@crm/client`. Asks the
 * system of the data folder as its demo administrator, unless the environment names another or somebody else.
 */
export async function runClient(verb: string, config: CliConfig, args: readonly string[]): Promise<number> {
  if (verb !== 'generate') throw new Error('crm client takes: generate.');
  const run = readRunFile(config.dataDir);
  const admin = run?.logins.find(({ role }) => role === 'admin');
  const { file, fields } = await generate(args, {
    ...(run && { CRM_URL: run.url }),
    ...(admin && { CRM_EMAIL: admin.email, CRM_PASSWORD: admin.password }),
    ...config.inherited,
  });
  print(`${file}: ${fields} custom fields`);
  return 0;
}
