import { randomUUID } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { webhookBody } from '@crm/core/webhook/webhook-body';
import { signWebhook } from '@crm/core/webhook/webhook-signing';
import { testEvent, webhookEvents } from '@crm/domain/webhook/webhook-events';
import { consoleDoor } from '../console/console.ts';
import { describeDoorWithFiles, withFiles } from '../files/describe-files.ts';
import { appRouter } from '../trpc/app-router.ts';
import { asRecord } from './keys.ts';
import { restDoor } from './routes.ts';

type Json = Record<string, unknown>;

for (const door of [restDoor(appRouter), consoleDoor(appRouter)]) {
  describe(`the OpenAPI document of ${door.prefix}`, () => {
    const document = describeDoorWithFiles(withFiles(door));
    const schemas = asRecord(asRecord(document['components'])['schemas']);
    const operations = Object.entries(asRecord(document['paths'])).flatMap(([path, methods]) =>
      Object.entries(asRecord(methods)).map(([method, operation]) => ({
        name: `${method} ${path}`,
        operation: asRecord(operation),
      })),
    );

    it('shows an example of every body, and each is what its schema says', () => {
      const check = schemaCheck(schemas);
      const wrong: string[] = [];
      for (const { name, operation } of operations) {
        for (const { schema, example } of bodiesOf(operation)) {
          const shown = example ?? shownByName(schema, schemas);
          if (shown === undefined) wrong.push(`${name}: no example`);
          else wrong.push(...check(schema, shown).map((error) => `${name}: ${error}`));
        }
      }
      expect(wrong).toEqual([]);
    });

    it('names for every operation the scope of a token, and the refusals with their codes', () => {
      const responses = asRecord(asRecord(document['components'])['responses']);
      for (const { name, operation } of operations) {
        expect(operation['security'], name).toEqual([{ bearer: expect.any(Array) }]);
        const refused = Object.keys(asRecord(operation['responses']));
        for (const status of ['400', '401', '403', '429']) expect(refused, name).toContain(status);
        for (const answer of Object.values(asRecord(operation['responses'])).map(asRecord)) {
          if (typeof answer['$ref'] === 'string')
            expect(responses, name).toHaveProperty(answer['$ref'].split('/').at(-1) ?? '');
        }
      }
      expect(responses).toMatchObject({
        Problem429: {
          description: expect.stringContaining('rate_limited'),
          headers: { 'Retry-After': expect.anything() },
        },
      });
    });
  });
}

describe('the catalogue of webhook events', () => {
  const door = restDoor(appRouter);
  const document = describeDoorWithFiles(withFiles(door));
  const { schemas, parameters } = asRecord(document['components']);
  const check = schemaCheck(asRecord(schemas));
  const posts = Object.entries(asRecord(document['webhooks'])).map(
    ([event, item]) => [event, asRecord(asRecord(item)['post'])] as const,
  );

  it('has each event that is posted, and each body is what its schema says, and no other', () => {
    expect(posts.map(([event]) => event).sort()).toEqual([...webhookEvents, testEvent].sort());
    for (const [event, post] of posts) {
      const [body] = bodiesOf({ requestBody: post['requestBody'] });
      const sent = (what: string): unknown =>
        JSON.parse(webhookBody({ event: what, recordId: randomUUID(), createdAt: new Date() }));
      expect(check(asRecord(body?.schema), sent(event)), event).toEqual([]);
      expect(check(asRecord(body?.schema), body?.example), event).toEqual([]);
      const another = event === 'lead.created' ? 'account.created' : 'lead.created';
      expect(check(asRecord(body?.schema), sent(another)), event).not.toEqual([]);
    }
  });

  it('names the headers that each request has', () => {
    const names = Object.values(asRecord(parameters)).map((each) => asRecord(each)['name']);
    const signed = signWebhook({ id: 'msg_1', timestamp: 1, body: '{}' }, ['whsec_AAAA']);
    expect(new Set(names)).toEqual(new Set(Object.keys(signed)));
    for (const [event, post] of posts) {
      const refs = Object.keys(asRecord(parameters)).map((key) => ({ $ref: `#/components/parameters/${key}` }));
      expect(post['parameters'], event).toEqual(refs);
    }
  });
});

/** The JSON bodies of an operation that have a schema. */
function bodiesOf(operation: Json): readonly { readonly schema: Json; readonly example: unknown }[] {
  const bodies = [operation['requestBody'], ...Object.values(asRecord(operation['responses']))].map(asRecord);
  return bodies.flatMap((body) => {
    const json = asRecord(asRecord(body['content'])['application/json']);
    return 'schema' in json ? [{ schema: asRecord(json['schema']), example: json['example'] }] : [];
  });
}

function shownByName(schema: Json, schemas: Json): unknown {
  const name = String(schema['$ref']).split('/').at(-1) ?? '';
  const { examples } = asRecord(schemas[name]);
  return Array.isArray(examples) ? examples[0] : undefined;
}

/** Says in which ways a value is not what a schema of the document asks for. */
function schemaCheck(schemas: Json) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, inlineRefs: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'document', components: { schemas } });
  return (schema: Json, value: unknown): string[] => {
    const local: unknown = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components'));
    const validate = ajv.compile(asRecord(local));
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
