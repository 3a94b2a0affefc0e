import { attachableTypes, type AttachableType } from '@crm/domain/attachment/attachment';
import type { ResourceName } from '@crm/domain/permissions';
import type { ServiceContext } from '../context.ts';
import { notify } from './notify.ts';

interface Given {
  readonly id: string;
  readonly version: number;
  readonly assignedTo?: string | null;
}

/** Tells somebody that a record is theirs now, unless they took it themselves. Call it when the record is written. */
export async function tellAssigned(ctx: ServiceContext, resource: ResourceName, record: Given): Promise<void> {
  const { id, version, assignedTo = null } = record;
  if (assignedTo === null || !isAttachable(resource)) return;
  await notify(ctx, {
    kind: 'assigned',
    userIds: [assignedTo],
    subject: { type: resource, id },
    params: {},
    key: `assigned/${id}/${version}`,
  });
}

function isAttachable(resource: ResourceName): resource is AttachableType {
  return attachableTypes.some((type) => type === resource);
}
