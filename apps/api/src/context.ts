import type { ServiceContext, Ports } from '@crm/core/context';
import type { EntityManager } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import { DomainError } from '@crm/domain/errors';
import type { FileLinks } from './files/links.ts';
import type { LiveChanges } from './live/live-changes.ts';
import type { SignedIn } from '@crm/core/auth/signed-in';

/** What every procedure gets, whatever surface the call came by. */
export interface RequestContext {
  /** Writes of REST and GraphQL need a key; the console's need none (DIFF-008), and the admin sends one on its own. */
  readonly surface: 'trpc' | 'rest' | 'graphql' | 'console';
  readonly signedIn: SignedIn | null;
  readonly em: EntityManager;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly ports: Ports;
  /** Told by procedures to the surface: the answer was given before. */
  readonly answer: { replayed: boolean };
  readonly live: LiveChanges;
  readonly files: { readonly links: FileLinks; readonly maxBytes: number };
  /** Drops whoever is kept in memory as signed in, because rights have changed. */
  forgetSignedIn(): void;
}

export interface SignedInContext extends RequestContext {
  readonly signedIn: SignedIn;
  readonly actor: Actor;
}

/** @throws DomainError `unauthenticated` */
export function requireSignedIn(ctx: RequestContext): SignedIn {
  if (ctx.signedIn === null) throw new DomainError('unauthenticated', 'Sign in first.');
  return ctx.signedIn;
}

export function toServiceContext(ctx: SignedInContext): ServiceContext {
  return { actor: ctx.actor, em: ctx.em, requestId: ctx.requestId, now: new Date(), ports: ctx.ports };
}
