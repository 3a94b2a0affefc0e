import { sql } from 'kysely';
import { z } from 'zod';
import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { testEvent } from '@crm/domain/webhook/webhook-events';
import { isGivenUp, nextDelivery, patienceMs } from '@crm/domain/webhook/webhook.rules';
import type { Ports } from '../context.ts';
import { notify } from '../notification/notify.ts';
import { sendOutside } from '../outbound/send-outside.ts';
import { findAdministrators } from '../process/process-people.ts';
import { deliveryId, webhookBody } from './webhook-body.ts';
import { signWebhook, type WebhookKeys } from './webhook-signing.ts';

export interface WebhookRoom {
  /** A fresh entity manager, outside of any transaction. */
  fork(): EntityManager;
  readonly ports: Ports;
  readonly keys: WebhookKeys;
}

/** What became of one delivery, for the log: no addresses, no words. */
export interface WebhookOutcome {
  readonly id: string;
  readonly state: 'delivered' | 'queued' | 'failed';
  readonly attempts: number;
}

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
/** Whoever takes up a delivery has so long to bring it to an end; then another takes it up. Longer than a request may take. */
const claimMs = 60_000;
const requestMs = 15_000;
/** What is kept of an answer. */
const keptAnswer = 1_000;
const secondMs = 1_000;

const claimed = z.object({
  id: z.number(),
  endpointId: z.uuid(),
  event: z.string(),
  recordId: z.uuid(),
  attempts: z.number(),
  createdAt: z.date(),
  tryUntil: z.date(),
  url: z.string(),
  generation: z.number(),
  oldSecretUntil: z.date().nullable(),
});
type Claimed = z.output<typeof claimed>;

/**
 * Sends what is due: claims, sends, records, each in a transaction of its own. Of each record only the oldest event is
 * due, so that an endpoint hears of changes in their order. Whoever is killed between the receiver's answer and the
 * record leaves a delivery that looks unsent; it goes out once more under the same id.
 * @param limit how many at most, side by side
 */
export async function sendDueWebhooks(room: WebhookRoom, limit: number, now: Date): Promise<readonly WebhookOutcome[]> {
  const due = await claim(room.fork(), limit, now);
  return Promise.all(due.map((delivery) => sendOne(room, delivery, now)));
}

function claim(em: EntityManager, limit: number, now: Date): Promise<readonly Claimed[]> {
  return inTransaction(em, session, async (inside) => {
    const { rows } = await sql`
      with due as (
        select delivery.id from crm_core.crm_webhook_deliveries delivery
        join crm_core.crm_webhook_endpoints endpoint on endpoint.id = delivery.endpoint_id
        where delivery.due_at <= ${now} and endpoint.endpoint_state = 'active' and endpoint.deleted_at is null
          and not exists (
            select from crm_core.crm_webhook_deliveries earlier
            where earlier.endpoint_id = delivery.endpoint_id and earlier.record_id = delivery.record_id
              and earlier.due_at is not null and earlier.id < delivery.id
          )
        order by delivery.due_at, delivery.id limit ${limit} for update of delivery skip locked
      )
      update crm_core.crm_webhook_deliveries delivery
      set state = 'sending', attempts = attempts + 1, due_at = ${new Date(now.getTime() + claimMs)},
        try_until = coalesce(try_until, ${new Date(now.getTime() + patienceMs)})
      from due, crm_core.crm_webhook_endpoints endpoint
      where delivery.id = due.id and endpoint.id = delivery.endpoint_id
      returning delivery.id, delivery.endpoint_id as "endpointId", delivery.event, delivery.record_id as "recordId",
        delivery.attempts, delivery.created_at as "createdAt", delivery.try_until as "tryUntil", endpoint.url,
        endpoint.generation, endpoint.old_secret_until as "oldSecretUntil"`.execute(database(inside));
    return z.array(claimed).parse(rows);
  });
}

interface Try {
  readonly status: number | null;
  readonly answer: string | null;
  readonly error: string | null;
  readonly durationMs: number;
}

async function sendOne(room: WebhookRoom, delivery: Claimed, now: Date): Promise<WebhookOutcome> {
  const result = await post(room, delivery, now);
  return inTransaction(room.fork(), session, (em) => record(room, em, { delivery, result, now }));
}

async function post({ ports, keys }: WebhookRoom, delivery: Claimed, now: Date): Promise<Try> {
  const { endpointId, generation, oldSecretUntil, url } = delivery;
  const rotating = oldSecretUntil !== null && oldSecretUntil > now;
  const secrets = [generation, ...(rotating ? [generation - 1] : [])].map((each) => keys.secretOf(endpointId, each));
  const body = webhookBody(delivery);
  const timestamp = Math.floor(now.getTime() / secondMs);
  const signed = signWebhook({ id: deliveryId(delivery.id), timestamp, body }, secrets);
  const headers = { 'content-type': 'application/json', 'user-agent': 'Gamix-CRM-Webhooks/1', ...signed };
  const rules = { allowedHosts: ports.allowedHosts, timeout: requestMs, maxAnswer: keptAnswer };
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  try {
    const answer = await sendOutside({ url, method: 'POST', headers, body }, rules);
    return { status: answer.status, answer: readable(answer.body), error: null, durationMs: took() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { status: null, answer: null, error: reason.slice(0, keptAnswer), durationMs: took() };
  }
}

/** The database takes no null characters. */
function readable(text: string): string {
  return text.replaceAll('\0', '');
}

interface Tried {
  readonly delivery: Claimed;
  readonly result: Try;
  readonly now: Date;
}

async function record(room: WebhookRoom, em: EntityManager, tried: Tried): Promise<WebhookOutcome> {
  const { delivery, result, now } = tried;
  const { id, attempts } = delivery;
  const isTaken = result.status !== null && result.status >= 200 && result.status < 300;
  const dueAt = isTaken ? null : nextDelivery(attempts, delivery.tryUntil, now, Math.random());
  const state = isTaken ? 'delivered' : dueAt === null ? 'failed' : 'queued';
  const changed = await database(em)
    .updateTable('crm_webhook_deliveries')
    .set({
      state,
      dueAt,
      lastAttemptAt: now,
      lastStatus: result.status,
      lastDurationMs: result.durationMs,
      lastAnswer: result.answer,
      lastError: result.error,
    })
    .where('id', '=', id)
    // Not if another took it up meanwhile: that one says how it ends.
    .where('state', '=', 'sending')
    .where('attempts', '=', attempts)
    .returning('id')
    .execute();
  if (changed.length > 0 && delivery.event !== testEvent) await judge(room, em, tried, isTaken);
  return { id: deliveryId(id), state, attempts };
}

/** An endpoint that takes something is well; one that took nothing for three days is sent nothing any more. */
async function judge(room: WebhookRoom, em: EntityManager, { delivery, result, now }: Tried, isTaken: boolean) {
  const db = database(em);
  const endpoint = await db
    .selectFrom('crm_webhook_endpoints')
    .select(['id', 'name', 'failingSince', 'endpointState'])
    .where('id', '=', delivery.endpointId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const set = (values: { failingSince: Date | null; endpointState?: 'disabled' }) =>
    db.updateTable('crm_webhook_endpoints').set(values).where('id', '=', endpoint.id).execute();
  if (isTaken) {
    if (endpoint.failingSince !== null) await set({ failingSince: null });
    return;
  }
  const failingSince = endpoint.failingSince ?? now;
  if (endpoint.failingSince === null) await set({ failingSince });
  if (endpoint.endpointState !== 'active' || !isGivenUp(failingSince, now)) return;
  await set({ failingSince, endpointState: 'disabled' });
  const ctx = { actor: systemActor, em, requestId: null, now, ports: room.ports };
  const admins = await findAdministrators(ctx);
  await notify(ctx, {
    kind: 'webhook_disabled',
    userIds: admins.map((admin) => admin.id),
    subject: null,
    params: { name: endpoint.name, reason: result.error ?? `HTTP ${result.status}` },
    key: `webhook-disabled/${endpoint.id}/${failingSince.toISOString()}`,
  });
}
