import type { AnyTRPCRouter } from '@trpc/server';
import { exposedProcedures } from '../rest/procedures.ts';
import { roles, scopeOf } from '@crm/domain/permissions';

/** Role × procedure, with the reach of each cell, as a Markdown page. */
export function renderPermissionMatrix(router: AnyTRPCRouter): string {
  const rows = exposedProcedures(router)
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ name, meta }) => {
      const cells = roles.map((role) => (meta.permission === null ? 'yes' : (scopeOf(role, meta.permission) ?? '·')));
      return `| \`${name}\` | ${meta.permission === null ? 'signed in' : `\`${meta.permission}\``} | ${cells.join(' | ')} |`;
    });
  return `# Who may do what

Made from the code by \`npm run generate\`; the tests call every cell against the running API. A cell tells how far the
permission reaches: own records, those of the own team and the teams below, or all; \`·\` is refused with 403. Timeline
entries, processes and attachments are seen by whoever sees the record that they belong to.

| procedure | permission | ${roles.join(' | ')} |
|---|---|${roles.map(() => '---|').join('')}
${rows.join('\n')}
`;
}
