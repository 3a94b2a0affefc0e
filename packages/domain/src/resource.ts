import type { z } from 'zod';
import type { Extendable } from './extension.ts';
import type { Permission, ResourceName } from './permissions.ts';

/** The actions that every resource of this kind has; other verbs are written beside the derived ones. */
export type CrudAction = 'read' | 'create' | 'update' | 'delete' | 'restore';

/**
 * One CRM noun as data: what each surface needs to know of it, and nothing that runs. tRPC, REST, the OpenAPI
 * document, the permission matrix and the conformance tests are derived from it. It holds no callbacks, no flags and
 * nothing of the screens; an exception is made by writing the procedure out, never by a new key here (ADR 0002).
 */
export interface ResourceDefinition<
  Row extends z.ZodObject = z.ZodObject,
  Create extends z.ZodObject = z.ZodObject,
  Update extends z.ZodObject = z.ZodObject,
  Filter extends z.ZodObject = z.ZodObject,
> {
  /** Router key and the word in errors and permissions: `account`. */
  readonly name: ResourceName;
  /** The segment in `/crm/v1/{path}`: the table's name without its prefix. Never derived from the name by code. */
  readonly path: string;
  readonly table: `crm_${string}`;
  readonly row: Row;
  readonly create: Create;
  /** What somebody would send to create one; documents show it and tests begin with it. */
  readonly example: z.input<Create>;
  /** Every key optional: PATCH changes what is sent. PUT is checked by `create`. */
  readonly update: Update;
  /** An allow-list, each key backed by an index. */
  readonly filter: Filter;
  /** Keys that a list can be ordered by, each with an index of (key, id). The first is the default. */
  readonly sortable: readonly [string, ...string[]];
  readonly permissions: Readonly<Record<CrudAction, Permission>>;
}

/** Keeps the exact schema types of a definition, so that each surface is typed from it. */
export function defineResource<
  Row extends z.ZodObject,
  Create extends z.ZodObject,
  Update extends z.ZodObject,
  Filter extends z.ZodObject,
>(definition: ResourceDefinition<Row, Create, Update, Filter>): ResourceDefinition<Row, Create, Update, Filter> {
  return definition;
}

export type RowOf<D extends ResourceDefinition> = z.output<D['row']>;
export type CreateOf<D extends ResourceDefinition> = Extendable<z.output<D['create']>>;
export type UpdateOf<D extends ResourceDefinition> = z.output<D['update']>;
export type FilterOf<D extends ResourceDefinition> = z.output<D['filter']>;

/** The five permissions of a resource whose actions carry the usual names. */
export function crudPermissions<R extends ResourceName>(
  resource: `${R}:read` extends Permission ? R : never,
): Readonly<Record<CrudAction, Permission>> {
  const all: Record<CrudAction, string> = {
    read: `${resource}:read`,
    create: `${resource}:create`,
    update: `${resource}:update`,
    delete: `${resource}:delete`,
    restore: `${resource}:restore`,
  };
  return all as Record<CrudAction, Permission>;
}
