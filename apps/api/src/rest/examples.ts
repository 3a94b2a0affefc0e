import type { ResourceDefinition } from '@crm/domain/resource';
import { resources } from '@crm/domain/registry';
import { exampleId } from '@crm/domain/scalars';
import { componentName } from '@crm/domain/schema-names';
import { asRecord, snakeKeys } from './keys.ts';

type Json = Record<string, unknown>;

/**
 * Gives each body of an OpenAPI document an example: to the schemas of resources what their definitions show, to all
 * others what their schema asks for.
 */
export function addExamples(document: Json): Json {
  const components = asRecord(document['components']);
  const schemas = { ...asRecord(components['schemas']) };
  const nouns: readonly ResourceDefinition[] = Object.values(resources);
  for (const { name, create, example } of nouns) {
    const sent = asRecord(snakeKeys(example));
    const kept = asRecord(snakeKeys(create.parse(example)));
    const noun = componentName(name);
    show(schemas, `${noun}Create`, () => sent);
    show(schemas, `${noun}Update`, ({ properties }) => pickOne(sent, asRecord(properties)));
    show(schemas, noun, (schema) => exampleOf(schema, { schemas, hints: kept, whole: true }));
  }
  const paths = mapValues(asRecord(document['paths']), (path) =>
    mapValues(asRecord(path), (operation) => withBodies(asRecord(operation), schemas)),
  );
  return { ...document, paths, components: { ...components, schemas } };
}

function show(schemas: Json, name: string, make: (schema: Json) => unknown): void {
  const schema = asRecord(schemas[name]);
  if (name in schemas) schemas[name] = { ...schema, examples: [make(schema)] };
}

/** A change of one field is what most changes are. */
function pickOne(values: Json, properties: Json): Json {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([key]) => key in properties)
      .slice(0, 1),
  );
}

function withBodies(operation: Json, schemas: Json): Json {
  const body = operation['requestBody'];
  return {
    ...operation,
    ...(body ? { requestBody: withExample(asRecord(body), { schemas, hints: {}, whole: false }) } : {}),
    responses: mapValues(asRecord(operation['responses']), (response) =>
      withExample(asRecord(response), { schemas, hints: {}, whole: true }),
    ),
  };
}

function withExample(body: Json, context: Context): Json {
  const content = asRecord(body['content']);
  const json = asRecord(content['application/json']);
  const schema = asRecord(json['schema']);
  if (!('schema' in json) || '$ref' in schema) return body;
  return {
    ...body,
    content: { ...content, 'application/json': { ...json, example: exampleOf(schema, context) } },
  };
}

interface Context {
  readonly schemas: Json;
  /** Values of properties, by their names. */
  readonly hints: Json;
  /** Answers have all their properties; what is sent has those that it needs. */
  readonly whole: boolean;
}

function exampleOf(schema: Json, context: Context): unknown {
  if ('const' in schema) return schema['const'];
  const shown: unknown = Array.isArray(schema['examples']) ? schema['examples'][0] : undefined;
  if (shown !== undefined) return shown;
  if (typeof schema['$ref'] === 'string') return exampleOf(target(schema['$ref'], context), context);
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const choices = [schema['anyOf'], schema['oneOf']].find(Array.isArray)?.map(asRecord);
  if (choices) return exampleOf(choices.find(isNull) ?? choices[0] ?? {}, context);
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, context);
    case 'array':
      return context.whole || Number(schema['minItems'] ?? 0) > 0
        ? [exampleOf(asRecord(schema['items']), context)]
        : [];
    case 'string':
      return texts[String(schema['format'])] ?? 'Text'.padEnd(Number(schema['minLength'] ?? 0), ' of words');
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema['minimum'] ?? 1));
    case 'boolean':
      return true;
    default:
      return null;
  }
}

const texts: Readonly<Record<string, string>> = {
  uuid: exampleId,
  'date-time': '2026-11-23T09:00:00Z',
  date: '2026-11-23',
  email: 'ada@halden.example',
  uri: 'https://halden.example/',
};

function objectOf(schema: Json, context: Context): Json {
  const required: unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const named = {
    ...Object.fromEntries(required.map((key) => [key, schema['additionalProperties']])),
    ...asRecord(schema['properties']),
  };
  const properties = Object.entries(named).filter(([key]) => context.whole || required.includes(key));
  return Object.fromEntries(
    properties.map(([key, property]) => [
      key,
      key in context.hints ? context.hints[key] : exampleOf(asRecord(property), { ...context, hints: {} }),
    ]),
  );
}

function isNull(schema: Json): boolean {
  return schema['type'] === 'null';
}

function target(ref: string, { schemas }: Context): Json {
  return asRecord(schemas[ref.slice('#/components/schemas/'.length)]);
}

function mapValues(values: Json, map: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
