import { database } from '@crm/db/orm';
import { refuseFields, type FieldIssue } from '@crm/domain/errors';
import type { OperationInput } from '@crm/domain/operation/operation';
import type { Permission } from '@crm/domain/permissions';
import type { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { assignTo } from '../owner.ts';
import { allow } from '../policy.ts';
import { definitionOf } from './operation-targets.ts';

/**
 * What can be known of an order before any record is looked at: whether the caller may do it at all, and whether it can
 * be read.
 * @throws DomainError `forbidden`, `validation_failed`
 */
export async function checkOrder(ctx: ServiceContext, input: OperationInput): Promise<void> {
  const { resource, kind, filter, set, to = [] } = input;
  const definition = definitionOf(resource);
  allow(ctx, `${resource}:read`);
  if (kind !== 'export') allow(ctx, permissionOf(input));
  const issues = [
    ...(filter ? issuesOf('filter', definition.filter, filter) : []),
    ...issuesOf('set', definition.update, set ?? {}),
  ];
  if (issues.length > 0) throw refuseFields(issues);
  if (resource !== 'product') for (const person of to) await assignTo(ctx, person, `${resource}:assign`);
  await requireTags(ctx, [...(input.addTags ?? []), ...(input.removeTags ?? [])]);
}

function permissionOf({ kind, resource }: OperationInput): Permission {
  if (kind !== 'reassign') return `${resource}:update`;
  if (resource === 'product') {
    throw refuseFields([{ field: 'resource', code: 'not_owned', message: 'Products belong to nobody.' }]);
  }
  return `${resource}:assign`;
}

function issuesOf(at: string, schema: z.ZodObject, values: unknown): FieldIssue[] {
  const { error } = schema.safeParse(values);
  return (error?.issues ?? []).map(({ path, code, message }) => ({ field: [at, ...path].join('.'), code, message }));
}

async function requireTags(ctx: ServiceContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  allow(ctx, 'tag:read');
  const found = await database(ctx.em)
    .selectFrom('crm_tags')
    .select('id')
    .where('id', 'in', [...ids])
    .where('deletedAt', 'is', null)
    .execute();
  const known = new Set(found.map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw refuseFields([{ field: 'addTags', code: 'unknown_tag', message: `There is no tag ${unknown.join(', ')}.` }]);
}
