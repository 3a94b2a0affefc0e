import { appRouter } from '@crm/api/trpc/app-router';
import { describeRest } from '@crm/api/rest/openapi';
import { renderPermissionMatrix } from '@crm/api/trpc/permission-matrix';

/** Everything that is made from the code and kept under version control, by its path. */
export const generated: Readonly<Record<string, () => string>> = {
  'apps/api/src/rest/openapi.json': () => `${JSON.stringify(describeRest(appRouter), null, 2)}\n`,
  'docs/permissions.md': () => renderPermissionMatrix(appRouter),
};
