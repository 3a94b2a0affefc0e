import { createHmac, hkdfSync } from 'node:crypto';

export interface WebhookKeys {
  /** The secret of an endpoint, as its receiver gets it; of each generation another. */
  secretOf(endpointId: string, generation: number): string;
}

const secretPrefix = 'whsec_';

/**
 * Secrets are computed from the key of the system whenever something is signed, and stored nowhere: whoever reads the
 * database cannot sign.
 */
export function createWebhookKeys(secret: string): WebhookKeys {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'crm webhook secrets', 32));
  return {
    secretOf(endpointId, generation) {
      const bytes = createHmac('sha256', key).update(`${endpointId}/${generation}`).digest('base64');
      return `${secretPrefix}${bytes}`;
    },
  };
}

export interface SignedPart {
  readonly id: string;
  /** In seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/** The headers of Standard Webhooks: one signature for each secret that is valid. */
export function signWebhook(
  { id, timestamp, body }: SignedPart,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}
