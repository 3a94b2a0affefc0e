import { z } from 'zod';
import { webhookBody } from '@crm/core/webhook/webhook-body';
import { resources } from '@crm/domain/registry';
import { componentName } from '@crm/domain/schema-names';
import { testEvent, webhookEvents } from '@crm/domain/webhook/webhook-events';
import { webhookMessage } from '@crm/domain/webhook/webhook-message';
import { asRecord } from '../rest/keys.ts';
import type { Door } from '../rest/procedures.ts';

type Json = Record<string, unknown>;

const example = { recordId: '0193a8c2-7d10-7c3e-9b61-4f2d8e5a1c07', createdAt: new Date('2026-03-09T10:20:00Z') };

const headers = {
  WebhookId: header('webhook-id', 'The same when the same is sent again.', 'msg_1042'),
  WebhookTimestamp: header('webhook-timestamp', 'Seconds since 1970.', '1773051600'),
  WebhookSignature: header('webhook-signature', 'One or more, parted by blanks: `v1,` and Base64.', 'v1,K5oZ…'),
};

/** The catalogue of what is posted to webhook endpoints, in the document of a door where they are made. */
export function addWebhooks(door: Door, document: Json): Json {
  if (!door.procedures.some(({ rest }) => rest.path === '/webhook_endpoints')) return document;
  const components = asRecord(document['components']);
  const { $schema: _, ...message } = z.toJSONSchema(webhookMessage);
  return {
    ...document,
    webhooks: Object.fromEntries([...webhookEvents, testEvent].map((event) => [event, { post: describe(event) }])),
    components: {
      ...components,
      schemas: { ...asRecord(components['schemas']), WebhookMessage: message },
      parameters: headers,
    },
  };
}

function describe(event: string): Json {
  const [name = '', kind = ''] = event.split('.');
  const resource = Object.values(resources).find((each) => each.name === name);
  const noun = resource && componentName(resource.name);
  const shown: unknown = JSON.parse(webhookBody({ event, ...example }));
  const path = `^/crm/v1/${resource?.path ?? 'webhook_endpoints'}/[0-9a-f-]{36}$`;
  const own = {
    properties: { type: { const: event }, data: { properties: { path: { type: 'string', pattern: path } } } },
  };
  return {
    operationId: `webhook_${event.replace('.', '_')}`,
    tags: ['webhooks'],
    summary: noun === undefined ? 'Somebody tries the endpoint' : `${noun} ${kind}`,
    description:
      noun === undefined
        ? '`data.id` is the endpoint itself.'
        : `Read the record at \`data.path\`: it is a \`${noun}\`, as far as your API key may see it.`,
    security: [],
    parameters: Object.keys(headers).map((key) => ({ $ref: `#/components/parameters/${key}` })),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { allOf: [{ $ref: '#/components/schemas/WebhookMessage' }, own] },
          example: shown,
        },
      },
    },
    responses: {
      '2XX': { description: 'Taken' },
      default: { description: 'Not taken, a redirect too: sent again later, for three days' },
    },
  };
}

function header(name: string, description: string, shown: string): Json {
  return { in: 'header', name, required: true, description, schema: { type: 'string' }, example: shown };
}
