import { appRouter } from '@crm/api/trpc/app-router';
import { consoleDoor } from '@crm/api/console/console';
import { describeDoorWithFiles, withFiles } from '@crm/api/files/describe-files';
import type { Door } from '@crm/api/rest/procedures';
import { renderGraphqlSchema } from '@crm/api/graphql/schema';
import { restDoor } from '@crm/api/rest/routes';
import { renderClientTypes } from './client-types.ts';
import { diagrams } from './bpmn/diagrams.ts';
import { renderPermissionMatrix } from '@crm/api/trpc/permission-matrix';

/** Everything that is made from the code and kept under version control, by its path. */
export const generated: Readonly<Record<string, () => string | Promise<string>>> = {
  'apps/api/src/rest/openapi.json': () => document(restDoor(appRouter)),
  'apps/api/src/console/openapi.json': () => document(consoleDoor(appRouter)),
  'packages/client/src/procedures.ts': renderClientTypes,
  'apps/api/src/graphql/schema.graphql': () => renderGraphqlSchema(appRouter),
  ...diagrams,
  'docs/permissions.md': () => renderPermissionMatrix(appRouter),
};

function document(door: Door): string {
  return `${JSON.stringify(describeDoorWithFiles(withFiles(door)), null, 2)}\n`;
}
