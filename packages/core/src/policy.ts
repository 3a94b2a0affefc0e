import { sql, type RawBuilder } from 'kysely';
import type { Actor, TokenScope } from '@crm/domain/actor';
import { DomainError } from '@crm/domain/errors';
import { featureOf } from '@crm/domain/feature/feature';
import { permissions, scopeOf, type Permission, type Scope } from '@crm/domain/permissions';
import { resources } from '@crm/domain/registry';
import type { ServiceContext } from './context.ts';
import { refuseDisabled } from './feature/features-off.ts';

/** The columns that row scopes look at. */
export interface Owned {
  readonly assignedTo: string | null;
  readonly teamId: string | null;
}

/**
 * The first statement of every service method: may this actor do this at all, and how far?
 * @throws DomainError `forbidden` when the role lacks the action, `feature_disabled` when it is switched off,
 * `insufficient_scope` when the token lacks it
 */
export function allow({ actor }: ServiceContext, permission: Permission): Scope {
  const scope = scopeOf(actor.role, permission);
  if (scope === null) {
    throw new DomainError('forbidden', `The role ${actor.role} may not do ${permission}. Ask an administrator.`, {
      permission,
      role: actor.role,
    });
  }
  const feature = featureOf(permission);
  if (feature !== null && actor.featuresOff.has(feature)) throw refuseDisabled(feature);
  const missing = missingTokenScope(actor, permission);
  if (missing !== null) {
    throw new DomainError('insufficient_scope', `This token lacks the scope ${missing}.`, { missing_scope: missing });
  }
  return scope;
}

/** Whether the actor has the permission at all, without throwing: for abilities and menus. */
export function isAllowed(actor: Actor, permission: Permission): boolean {
  return allowedScope(actor, permission) !== null;
}

function allowedScope(actor: Actor, permission: Permission): Scope | null {
  const feature = featureOf(permission);
  if (feature !== null && actor.featuresOff.has(feature)) return null;
  return missingTokenScope(actor, permission) === null ? scopeOf(actor.role, permission) : null;
}

/** All that somebody may do, with its reach: what the role grants, less what is switched off or beyond the token. */
export function effectivePermissions(actor: Actor): Readonly<Partial<Record<Permission, Scope>>> {
  const granted = permissions.map((permission) => [permission, allowedScope(actor, permission)] as const);
  return Object.fromEntries(granted.filter(([, scope]) => scope !== null));
}

/** Whether the actor may do this to this very record. */
export function can(actor: Actor, permission: Permission, record: Owned): boolean {
  const scope = allowedScope(actor, permission);
  return scope !== null && reaches(scope, actor, record);
}

/** @throws DomainError `forbidden`; for a record that the actor sees but may not do this to */
export function allowOn(ctx: ServiceContext, permission: Permission, record: Owned): void {
  if (!reaches(allow(ctx, permission), ctx.actor, record)) {
    throw new DomainError('forbidden', `You may see this record but not do ${permission} to it.`, { permission });
  }
}

export function reaches(scope: Scope, actor: Actor, record: Owned): boolean {
  switch (scope) {
    case 'all':
      return true;
    case 'team':
      return record.teamId !== null && actor.teamIds.includes(record.teamId);
    case 'own':
      return record.assignedTo !== null && record.assignedTo === actor.id;
  }
}

/**
 * A scope as a condition on a table's `assigned_to` and `team_id`. One team compares by `=`, so that an index of
 * (team, sort key) also gives the order.
 * @param table name or alias in the query
 */
export function within(scope: Scope, actor: Actor, table: string): RawBuilder<boolean> {
  switch (scope) {
    case 'all':
      return sql<boolean>`true`;
    case 'team': {
      const team = sql.ref(`${table}.teamId`);
      const [first, ...more] = actor.teamIds;
      if (first === undefined) return sql<boolean>`false`;
      return more.length === 0
        ? sql<boolean>`${team} = ${first}`
        : sql<boolean>`${team} = any(${[...actor.teamIds]}::uuid[])`;
    }
    case 'own':
      return actor.id === null ? sql<boolean>`false` : sql<boolean>`${sql.ref(`${table}.assignedTo`)} = ${actor.id}`;
  }
}

function missingTokenScope(actor: Actor, permission: Permission): TokenScope | null {
  if (actor.tokenScopes === null) return null;
  const needed = scopeForPermission(permission);
  return actor.tokenScopes.includes(needed) ? null : needed;
}

const tokenScopes = new Map<string, TokenScope>();

/** The token scope that covers a permission: `lead:convert` → `crm:leads:write`. Asked for each row of a page, so kept. */
export function scopeForPermission(permission: string): TokenScope {
  const known = tokenScopes.get(permission);
  if (known !== undefined) return known;
  const [resource = '', action = ''] = permission.split(':');
  const scope: TokenScope = `crm:${scopeSegment(resource)}:${action === 'read' ? 'read' : 'write'}`;
  tokenScopes.set(permission, scope);
  return scope;
}

function scopeSegment(resource: string): string {
  return isResource(resource) ? resources[resource].path : resource;
}

function isResource(name: string): name is keyof typeof resources {
  return name in resources;
}
