import { relative } from 'node:path';
import type { CliConfig } from '../env.ts';
import { formatTable, print, printJson } from '../output.ts';
import type { Run } from '../system/run-file.ts';

/** Prints where the running system is, and one login per role. */
export function printRun(run: Run, { dataDir, root }: CliConfig, { json }: { readonly json: boolean }): void {
  if (json) {
    printJson(run);
    return;
  }
  const show = (path: string) => {
    const inside = relative(root, path);
    return inside.startsWith('..') ? path : inside;
  };
  const places = [
    ['CRM', run.url],
    ['API', `${run.url}/docs`],
    ...(run.temporal.ui === '' ? [] : [['Temporal', run.temporal.ui]]),
    ['Data', show(dataDir)],
    ...(run.mail.folder === null ? [] : [['Mail', show(run.mail.folder)]]),
  ];
  const firstOfRole = run.logins.filter(
    (login, index, all) => all.findIndex(({ role }) => role === login.role) === index,
  );
  const logins = firstOfRole.map(({ role, email, password }) => [role, email, password]);
  const parts = ['Gamix CRM is ready.', formatTable(places)];
  if (logins.length > 0) parts.push(formatTable([['role', 'e-mail', 'password'], ...logins]));
  print(`\n${parts.map((part) => part.replaceAll(/^/gm, '  ')).join('\n\n')}\n`);
}
