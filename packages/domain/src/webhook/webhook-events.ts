import type { EventKind } from '../events.ts';
import { eventKinds } from '../events.ts';
import type { ResourceName } from '../permissions.ts';
import type { WorkflowEntity } from '../workflow/workflow.ts';

/** The records whose changes other systems may be told of. */
export const toldResources = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'activity',
  'product',
  'quote',
  'invoice',
  'subscription',
  'ticket',
  'campaign',
] as const satisfies readonly ResourceName[];
export type ToldResource = (typeof toldResources)[number];

export type WebhookEvent = `${ToldResource}.${EventKind}`;

/** Every event there is, besides the one that is sent to try an endpoint. */
export const webhookEvents: readonly WebhookEvent[] = toldResources.flatMap((resource) =>
  eventKinds.map((kind) => `${resource}.${kind}` as const),
);

/** What is one of them. */
export const webhookEvent = new RegExp(`^(?:${toldResources.join('|')})\\.(?:${eventKinds.join('|')})$`, 'u');

/** Sent to an endpoint that a rule names, about the record that the rule ran for. */
export function ruleEvent(entity: WorkflowEntity): string {
  return `${entity}.rule_fired`;
}

/** Sent when a person asks whether an endpoint answers. */
export const testEvent = 'webhook.test';
