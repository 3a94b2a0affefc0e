import { defineEntity, p } from '@mikro-orm/core';
import type { ErrorCode } from '@crm/domain/errors';
import {
  itemStates,
  operationStates,
  type OperableName,
  type OperationInput,
  type OperationKind,
} from '@crm/domain/operation/operation';
import type { Conflict, ItemImages } from '@crm/domain/operation/operation.rules';
import { idOf, moment, openEnum, optionalIdOf, ownerColumns, recordColumns, schema } from './columns.ts';
import { liveIndex, ownerIndexes, sortIndex } from './indexes.ts';
import { Process } from './process.entity.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const OperationSchema = defineEntity({
  name: 'Operation',
  tableName: 'crm_operations',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...ownerColumns(
      () => User,
      () => Team,
    ),
    kind: openEnum<OperationKind>(),
    resource: openEnum<OperableName>(),
    name: p.text(),
    input: p.json<OperationInput>(),
    state: p.enum(operationStates),
    undoing: p.boolean().default(false),
    /** Takes back what was changed since, too. */
    overwrite: p.boolean().default(false),
    /** With whose rights it works: who started it, or who takes it back. */
    startedBy: () => idOf(User),
    /** How far the token reached that it was ordered with; `null`: as far as the person does. */
    tokenScopes: p.json<string[]>().strictNullable(),
    total: p.integer().default(0),
    done: p.integer().default(0),
    failed: p.integer().default(0),
    skipped: p.integer().default(0),
    undone: p.integer().default(0),
    conflict: p.integer().default(0),
    /** Up to which record the selection is written down; it is frozen once `selectedAt` is set. */
    selectedTo: p.uuid().strictNullable(),
    selectedAt: moment().strictNullable(),
    /** Since when, and from where, its pace is measured. */
    paceSince: moment().strictNullable(),
    paceFrom: p.integer().default(0),
    processId: () => optionalIdOf(Process),
    /** The attachment that an export makes. */
    fileId: p.uuid().strictNullable(),
    endedAt: moment().strictNullable(),
  },
  indexes: [
    sortIndex('crm_operations_created_at', 'createdAt'),
    ...ownerIndexes('crm_operations'),
    liveIndex('crm_operations_state', 'state', 'createdAt', 'id'),
    liveIndex('crm_operations_kind', 'kind', 'createdAt', 'id'),
    { name: 'crm_operations_process_id', properties: ['processId'] },
  ],
});

/** One thing that is done to many records. */
export class Operation extends OperationSchema.class {}
OperationSchema.setClass(Operation);

const OperationItemSchema = defineEntity({
  name: 'OperationItem',
  tableName: 'crm_operation_items',
  schema,
  properties: {
    operationId: () => idOf(Operation).primary(),
    recordId: p.uuid().primary(),
    position: p.integer(),
    state: p.enum(itemStates).default('pending'),
    attempts: p.integer().default(0),
    error: p.json<{ code: ErrorCode; message: string }>().strictNullable(),
    /** Fields as they were and as they became; what belongs to the record but lies elsewhere is in `beside`. */
    change: p.json<ItemImages>().strictNullable(),
    beside: p.json<Record<string, unknown>>().strictNullable(),
    conflicts: p.json<Conflict[]>().strictNullable(),
  },
  indexes: [{ name: 'crm_operation_items_state', properties: ['operationId', 'state', 'position'] }],
});

/** One record of an operation: what became of it, and how it was before. */
export class OperationItem extends OperationItemSchema.class {}
OperationItemSchema.setClass(OperationItem);
