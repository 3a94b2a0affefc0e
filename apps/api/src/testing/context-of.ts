import { testPorts } from '@crm/core/testing/company';
import type { EntityManager } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import type { RequestContext } from '../context.ts';
import { createFileLinks } from '../files/links.ts';
import { LiveChanges } from '../live/live-changes.ts';

/** A request of a signed-in user, without HTTP. */
export function contextOf(em: EntityManager, actor: Actor, fork: () => EntityManager): RequestContext {
  const user = { id: actor.id ?? '', email: '', name: '', locale: 'en', timeZone: 'UTC', team: null } as const;
  return {
    surface: 'trpc',
    signedIn: { actor, sessionId: '', expiresAt: new Date(), scope: null, viewedBy: null, user },
    em,
    requestId: 'plans',
    idempotencyKey: null,
    ports: testPorts,
    answer: { replayed: false },
    live: new LiveChanges(fork),
    files: { links: createFileLinks('a secret for tests only, 32+ characters'), maxBytes: 1 },
    forgetSignedIn: () => undefined,
  };
}
