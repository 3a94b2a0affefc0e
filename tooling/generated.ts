import { appRouter } from '@crm/api/trpc/app-router';
import { consoleDoor } from '@crm/api/console/console';
import { describeDoor } from '@crm/api/rest/openapi';
import { restDoor } from '@crm/api/rest/routes';
import { renderClientTypes } from './client-types.ts';
import { renderPermissionMatrix } from '@crm/api/trpc/permission-matrix';

/** Everything that is made from the code and kept under version control, by its path. */
export const generated: Readonly<Record<string, () => string>> = {
  'apps/api/src/rest/openapi.json': () => `${JSON.stringify(describeDoor(restDoor(appRouter)), null, 2)}\n`,
  'apps/api/src/console/openapi.json': () => `${JSON.stringify(describeDoor(consoleDoor(appRouter)), null, 2)}\n`,
  'packages/client/src/procedures.ts': renderClientTypes,
  'docs/permissions.md': () => renderPermissionMatrix(appRouter),
};
