import { EventEmitter, on } from 'node:events';
import { z } from 'zod';
import { database, type EntityManager } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import { eventKinds, type EventKind } from '@crm/domain/events';
import { actions, scopeOf, type Permission, type ResourceName } from '@crm/domain/permissions';
import { reaches } from '@crm/core/policy';

/** A change as a screen hears of it: what to read again. */
export interface LiveChange {
  /** Place in the outbox; a stream that was cut goes on after it. */
  readonly seq: number;
  readonly resource: ResourceName;
  readonly id: string;
  readonly kind: EventKind;
  readonly assignedTo: string | null;
  readonly teamId: string | null;
}

/** Rows of one transaction appear together but get their numbers before; so a resumed stream looks back a little. */
const overlap = 200;
const replayLimit = 1_000;

const rowShape = z.object({
  id: z.coerce.number().int(),
  resource: z.string().refine(isResource),
  recordId: z.string(),
  kind: z.enum(eventKinds),
  assignedTo: z.string().nullable(),
  teamId: z.string().nullable(),
});

/** Hands the outbox's changes to the streams of this process, each within the rights of who listens. */
export class LiveChanges {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  #read = Promise.resolve();
  readonly #fork: () => EntityManager;

  constructor(fork: () => EntityManager) {
    this.#fork = fork;
  }

  /** Called for each notification of the outbox, in order. */
  announce(payload: string): void {
    const seq = Number(payload.match(/\d+/u)?.[0]);
    if (!Number.isSafeInteger(seq) || this.#emitter.listenerCount('change') === 0) return;
    this.#read = this.#read.then(() => this.#publish(seq)).catch(() => undefined);
  }

  async #publish(seq: number): Promise<void> {
    const [change] = await this.#rows(seq - 1, 1);
    if (change?.seq === seq) this.#emitter.emit('change', change);
  }

  async #rows(after: number, limit: number): Promise<readonly LiveChange[]> {
    const rows = await database(this.#fork())
      .selectFrom('crm_outbox')
      .select(['id', 'resource', 'recordId', 'kind', 'assignedTo', 'teamId'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.flatMap((row) => {
      const parsed = rowShape.safeParse(row);
      if (!parsed.success) return [];
      const { id, recordId, resource, ...rest } = parsed.data;
      return isResource(resource) ? [{ seq: id, id: recordId, resource, ...rest }] : [];
    });
  }

  /**
   * Every change that this actor may see, from now on; after a break, also those since the last one that was heard.
   * @param lastSeq the number of that last change
   */
  async *stream(actor: Actor, lastSeq: number | null, signal: AbortSignal): AsyncGenerator<LiveChange> {
    const fresh = on(this.#emitter, 'change', { signal });
    const sent = new Set<number>();
    if (lastSeq !== null) {
      for (const change of await this.#rows(Math.max(0, lastSeq - overlap), replayLimit)) {
        sent.add(change.seq);
        if (maySee(actor, change)) yield change;
      }
    }
    try {
      for await (const [change] of fresh) {
        if (isChange(change) && !sent.has(change.seq) && maySee(actor, change)) yield change;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

function maySee(actor: Actor, change: LiveChange): boolean {
  // A switch may change what anybody has.
  if (change.resource === 'feature_flag') return true;
  const scope = scopeOf(actor.role, readPermission(change.resource));
  return scope !== null && (shared.has(change.resource) || reaches(scope, actor, change));
}

/** What has no owner, or is there for all who may read it at all. */
const shared: ReadonlySet<ResourceName> = new Set([
  'pipeline',
  'stage',
  'user',
  'team',
  'tag',
  'campaign',
  'workflow',
  'custom_field',
  'ticket_category',
  'sla_policy',
  'calendar',
  'holiday',
  'kb_article',
]);

function readPermission(resource: ResourceName): Permission {
  return `${resource}:read`;
}

function isResource(name: string): name is ResourceName {
  return name in actions;
}

function isChange(value: unknown): value is LiveChange {
  return typeof value === 'object' && value !== null && 'seq' in value && 'resource' in value;
}
