import { z } from 'zod';
import { id, isoDateTime, queryList } from '../scalars.ts';
import { typeNames } from '../type-names.ts';

/** One change of one row: each field that changed, with its old and new value. Written by a database trigger. */
export const auditlogRow = z
  .object({
    id: z.number().int(),
    resource: z.string(),
    recordId: id,
    action: z.enum(['insert', 'update', 'delete']),
    changes: z.record(z.string(), z.object({ old: z.unknown(), new: z.unknown() })),
    actorKind: z.enum(['user', 'process', 'system']),
    actorId: id.nullable(),
    actorName: z.string().nullable(),
    occurredAt: isoDateTime,
    requestId: z.string().nullable(),
    processId: id.nullable(),
    /** By which key or service somebody came in: `api_key:<id>`, `service:<name>`; `null` for a session. */
    via: z.string().nullable(),
  })
  .register(typeNames, { name: 'AuditlogEntry' });
export type AuditlogRow = z.output<typeof auditlogRow>;

export const auditlogFilter = z.strictObject({
  resource: queryList(z.string().max(60)).optional(),
  recordId: id.optional(),
  actorId: id.optional(),
  requestId: z.string().max(100).optional(),
  processId: id.optional(),
  occurredFrom: isoDateTime.optional(),
  occurredTo: isoDateTime.optional(),
});
