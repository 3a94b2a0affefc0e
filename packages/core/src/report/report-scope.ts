import { scopeOf, type Scope } from '@crm/domain/permissions';
import { resources } from '@crm/domain/registry';
import type { ListRef } from '@crm/domain/report/report';
import type { RawBuilder } from 'kysely';
import type { ServiceContext } from '../context.ts';
import { allow, isAllowed, within } from '../policy.ts';

type Reported = 'account' | 'opportunity' | 'lead' | 'activity' | 'ticket';

/** How far somebody's reports reach. */
export interface ReportScope {
  /** As a condition on an owned table. */
  within(table: string): RawBuilder<boolean>;
  /** The list that holds what a number counts, for who may read as far as the report counts. */
  list(resource: Reported, filter: Readonly<Record<string, unknown>>): ListRef;
}

const reach: Readonly<Record<Scope, number>> = { own: 1, team: 2, all: 3 };

/** @throws DomainError `forbidden` for who does not read such reports */
export function reportScope(ctx: ServiceContext, permission: 'report:read' | 'report:team'): ReportScope {
  const scope = allow(ctx, permission);
  return {
    within: (table) => within(scope, ctx.actor, table),
    list(resource, filter) {
      const read = `${resource}:read` as const;
      const readable = isAllowed(ctx.actor, read) ? scopeOf(ctx.actor.role, read) : null;
      if (readable === null || reach[readable] < reach[scope]) return null;
      return { path: resources[resource].path, filter };
    },
  };
}
