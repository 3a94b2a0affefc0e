import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Ports } from '@crm/core/context';
import { sendDueMails, type MailRoom } from '@crm/core/mail/send-mails';
import { gatherNotificationMails } from '@crm/core/notification/notification-mail';
import { remindDue } from '@crm/core/notification/remind';
import { fireDateRules } from '@crm/core/workflow/date-rules';
import { fireScheduledRules } from '@crm/core/workflow/schedule-rules';
import { takeUpRuns } from '@crm/core/workflow/rule-runs';
import { sendDueWebhooks, type WebhookRoom } from '@crm/core/webhook/send-webhooks';
import { sendDuePushes } from '@crm/core/notification/send-pushes';
import type { PushPost } from '@crm/core/ports/push-post';
import { listen } from '@crm/db/listen';
import type { EntityManager } from '@crm/db/orm';
import { describeError } from '../activities/failures.ts';

export interface Teller {
  /** Ends after what is being sent. */
  stop(): Promise<void>;
}

export interface TellerParts {
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly ports: Ports;
  fork(): EntityManager;
  /** Where no mail can go out, it waits. */
  readonly mail: Omit<MailRoom, 'fork' | 'ports'> | null;
  readonly pushes: PushPost | null;
  /** Is told how each try went. */
  onTold?(by: 'mail' | 'webhook', outcome: string): void;
}

const batch = 20;
/** Notices come at once; this is for those that got lost, and for what is due later. ms */
const pollMs = 1_000;
/** Dates of rules are whole days, or moments that nobody expects to the second; schedules are of minutes. ms */
const datesMs = 30_000;
const schedulesMs = 5_000;

/**
 * Tells people for as long as it runs: reminders that are due, mails, pushes; and other systems by webhooks. Each is held
 * up by none of the others.
 */
export function startTeller({ databaseUrl, log, fork, ports, mail, pushes, onTold }: TellerParts): Teller {
  const { webhookKeys } = ports;
  const stopping = new AbortController();
  const wakes = new Set<() => void>();
  const wake = () => {
    for (const each of wakes) each();
  };
  const listener = listen(databaseUrl, {
    channels: ['crm_mail'],
    onNotify: wake,
    onState: (listening) => {
      if (listening) wake();
    },
  });

  async function sendMails(room: MailRoom): Promise<boolean> {
    await gatherNotificationMails({ ...room, now: new Date() });
    const outcomes = await sendDueMails(room, batch, new Date());
    for (const { state, ...outcome } of outcomes) {
      onTold?.('mail', state);
      if (state === 'sent') log.debug(outcome, 'mail sent');
      else log.warn(outcome, state === 'failed' ? 'mail given up' : 'mail not sent yet');
    }
    return outcomes.length === batch;
  }

  let datesLookedAt = 0;
  async function fireDates(): Promise<boolean> {
    const now = new Date();
    if (now.getTime() - datesLookedAt < datesMs) return false;
    datesLookedAt = now.getTime();
    return (await fireDateRules({ fork, ports, now })) > 0;
  }

  let schedulesLookedAt = 0;
  async function fireSchedules(): Promise<boolean> {
    const now = new Date();
    if (now.getTime() - schedulesLookedAt < schedulesMs) return false;
    const more = await fireScheduledRules({ fork, ports, now });
    // What is under way goes on at once.
    if (!more) schedulesLookedAt = now.getTime();
    return more;
  }

  async function sendWebhooks(room: WebhookRoom): Promise<boolean> {
    const outcomes = await sendDueWebhooks(room, batch, new Date());
    for (const { state, ...outcome } of outcomes) {
      onTold?.('webhook', state);
      if (state === 'delivered') log.debug(outcome, 'webhook delivered');
      else log.warn(outcome, state === 'failed' ? 'webhook given up' : 'webhook not taken yet');
    }
    return outcomes.length === batch;
  }

  /** @param work gives whether there is more to do at once */
  async function repeat(what: string, work: () => Promise<boolean>): Promise<void> {
    while (!stopping.signal.aborted) {
      const woken = new AbortController();
      const onWake = () => woken.abort();
      wakes.add(onWake);
      const more = await work().catch((error: unknown) => {
        log.warn({ error: describeError(error), what }, 'people cannot be told');
        return false;
      });
      const signal = AbortSignal.any([woken.signal, stopping.signal]);
      if (!more) await sleep(pollMs, undefined, { signal }).catch(() => undefined);
      wakes.delete(onWake);
    }
  }

  const running = Promise.all([
    repeat('rules', async () => (await takeUpRuns({ fork, ports, now: new Date() }, batch)) === batch),
    repeat('dates of rules', fireDates),
    repeat('schedules of rules', fireSchedules),
    repeat('reminders', async () => (await remindDue({ fork, ports, now: new Date() })) > 0),
    ...(mail === null ? [] : [repeat('mail', () => sendMails({ ...mail, fork, ports }))]),
    ...(webhookKeys === null ? [] : [repeat('webhooks', () => sendWebhooks({ fork, ports, keys: webhookKeys }))]),
    ...(pushes === null
      ? []
      : [repeat('push', async () => (await sendDuePushes({ fork, ports, pushes }, new Date())) > 0)]),
  ]);
  return {
    async stop() {
      stopping.abort();
      await listener.close();
      await running;
      mail?.post.close();
    },
  };
}
