import type { Feature } from './feature/feature.ts';
import type { Role } from './permissions.ts';

/**
 * Who acts, as services see it. A person carries role and teams; a process acts with the rights of the system, and
 * `id` then names the person on whose behalf it runs, if any.
 */
export interface Actor {
  readonly kind: 'user' | 'process' | 'system';
  readonly id: string | null;
  readonly role: Role;
  /** The own team: where what this person makes belongs. */
  readonly teamId: string | null;
  /** The own team and all teams below it: what scope `team` reaches. */
  readonly teamIds: readonly string[];
  /** Scopes of the token that was presented; `null` for a session, which has all that the role has. */
  readonly tokenScopes: readonly TokenScope[] | null;
  /** Parts of the product that are switched off for this person. What runs already goes on: processes have all. */
  readonly featuresOff: ReadonlySet<Feature>;
  readonly processId?: string;
  /** By which key or service a person came in: `api_key:<id>`, `service:<name>`. */
  readonly via?: string | undefined;
}

/** Scopes of an access token narrow the role and never widen it. Shape: `crm:{plural}:{read|write}`. */
export type TokenScope = `crm:${string}:${'read' | 'write'}`;

const none: ReadonlySet<Feature> = new Set();

/** The system itself, for work that no person asked for: the relay, timers, the seed. */
export const systemActor: Actor = {
  kind: 'system',
  id: null,
  role: 'admin',
  teamId: null,
  teamIds: [],
  tokenScopes: null,
  featuresOff: none,
};

/** The actor of a durable process: rights of the system, with the process named in the audit log. */
export function processActor(processId: string, onBehalfOf: string | null): Actor {
  return {
    kind: 'process',
    id: onBehalfOf,
    role: 'admin',
    teamId: null,
    teamIds: [],
    tokenScopes: null,
    featuresOff: none,
    processId,
  };
}
