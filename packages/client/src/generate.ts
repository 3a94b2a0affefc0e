import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Credentials } from './auth.ts';
import { createCrmClient } from './client.ts';
import { toCrmError } from './errors.ts';
import { eachRow } from './pages.ts';
import { printWorkspaceTypes, type WorkspaceField } from './workspace-types.ts';

export const generateHelp = `crm-client generate [--url URL] [--out FILE]
  Writes the types of a workspace's custom fields, as far as whoever signs in may see them.
  --url   where the CRM is; CRM_URL, or http://127.0.0.1:3000
  --out   the file that is written; crm-workspace.ts
  Signs in with CRM_API_KEY, or with CRM_EMAIL and CRM_PASSWORD.`;

interface Generated {
  readonly file: string;
  readonly fields: number;
}

/**
 * Reads the custom fields of a workspace and writes their types.
 * @param args the command's own arguments
 * @throws Error that says what is missing, or why the CRM refused
 */
export async function generate(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Generated> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string', default: env['CRM_URL'] ?? 'http://127.0.0.1:3000' },
      out: { type: 'string', default: 'crm-workspace.ts' },
    },
  });
  const fields = await readFields(values.url, readCredentials(env));
  writeFileSync(values.out, printWorkspaceTypes(fields, values.url));
  return { file: values.out, fields: fields.length };
}

function readCredentials(env: NodeJS.ProcessEnv): Credentials {
  const { CRM_API_KEY: apiKey, CRM_EMAIL: email, CRM_PASSWORD: password } = env;
  if (apiKey) return { apiKey };
  if (email && password) return { email, password };
  throw new Error('Set CRM_API_KEY, or CRM_EMAIL and CRM_PASSWORD.');
}

async function readFields(url: string, credentials: Credentials): Promise<readonly WorkspaceField[]> {
  const crm = createCrmClient({ url, credentials });
  const fields: WorkspaceField[] = [];
  try {
    for await (const field of eachRow(crm.api.custom_field.list, { filter: { active: true } })) fields.push(field);
  } catch (thrown) {
    const { code, message } = toCrmError(thrown);
    throw new Error(`${url} refused to list custom fields: ${code}, ${message}`, { cause: thrown });
  } finally {
    await crm.signOut().catch(() => undefined);
  }
  return fields;
}
