import { resources } from '@crm/domain/registry';
import type { WebhookMessage } from '@crm/domain/webhook/webhook-message';

export interface ToldEvent {
  readonly event: string;
  readonly recordId: string;
  readonly createdAt: Date;
}

/**
 * What is posted: what happened to which record, and where it can be read. Not the record itself: whoever receives it
 * reads with a key of its own, within that key's rights, and gets what is true then.
 */
export function webhookBody({ event, recordId, createdAt }: ToldEvent): string {
  const [resource = ''] = event.split('.');
  const path = Object.values(resources).find(({ name }) => name === resource)?.path ?? 'webhook_endpoints';
  const message: WebhookMessage = {
    type: event,
    timestamp: createdAt.toISOString(),
    data: { id: recordId, path: `/crm/v1/${path}/${recordId}` },
  };
  return JSON.stringify(message);
}

export function deliveryId(id: number): string {
  return `msg_${id}`;
}
