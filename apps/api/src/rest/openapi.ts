import { z } from 'zod';
import { schemaNames } from '@crm/domain/schema-names';
import { idempotencyKey, ifMatch } from './headers.ts';
import { toSnake } from './keys.ts';
import { problem } from './problem.ts';
import type { Door, RestProcedure } from './procedures.ts';
import { customParameter } from './query.ts';
import { describeRefusals, refusalsOf, securityOf } from './refusals.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of a door, made from the procedures themselves. */
export function describeDoor(door: Door): Json {
  const { title, prefix, procedures } = door;
  const paths: Record<string, Json> = {};
  const schemas: Json = { Problem: z.toJSONSchema(problem) };
  for (const procedure of procedures) {
    const path = `${prefix}${procedure.rest.path}`.replace(/:(\w+)/gu, '{$1}');
    const operation = describeOperation(procedure, schemas, door);
    paths[path] = { ...paths[path], [procedure.rest.method.toLowerCase()]: operation };
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: '1',
      description:
        'Lists page by cursor. Every write takes an Idempotency-Key and can be sent again. Errors are application/problem+json with a stable code and a request_id. A credential may send 50 requests a second and 100 at once, unless the workspace was set otherwise; RateLimit-* headers tell how many are left.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas,
      responses: describeRefusals(),
    },
  };
}

function describeOperation(procedure: RestProcedure, schemas: Json, { shaping, needsKey = true }: Door): Json {
  const schemaOf = (schema: unknown, io: 'input' | 'output') => toSchema(schema, io, schemas);
  const { rest, input, output, meta, name } = procedure;
  const shape = input?.shape ?? {};
  const writes = rest.method !== 'GET';
  const data = shape['data'];
  const whole = output && schemaOf(output, 'output');
  const answer = shaping ? shaping.describe(procedure, whole) : whole;
  return {
    operationId: name.replaceAll('.', '_'),
    tags: [rest.path.split('/')[1] ?? 'other'],
    summary: rest.summary,
    'x-permission': meta.permission,
    security: securityOf(procedure),
    parameters: [
      ...[...rest.path.matchAll(/:(\w+)/gu)].map(([, key = '']) =>
        parameter('path', key, schemaOf(shape[key], 'input'), true),
      ),
      ...(writes ? [idempotencyKey(needsKey)] : []),
      ...('version' in shape ? [ifMatch(name.endsWith('.replace'))] : []),
      ...(writes ? [] : queryParameters(rest.path, shape, schemaOf)),
      ...(shaping?.parameters(procedure) ?? []),
    ],
    ...(writes && data instanceof z.ZodType
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(data, 'input') } } } }
      : {}),
    responses: {
      [String(output ? (rest.status ?? 200) : 204)]: output
        ? { description: 'Done', content: { 'application/json': { schema: answer } } }
        : { description: 'Done' },
      ...refusalsOf(procedure),
    },
  };
}

type SchemaOf = (schema: unknown, io: 'input' | 'output') => unknown;

function queryParameters(path: string, shape: z.core.$ZodLooseShape, schemaOf: SchemaOf): readonly Json[] {
  const inPath = new Set([...path.matchAll(/:(\w+)/gu)].map(([, key]) => key));
  const filter = shape['filter'];
  const filters = filter instanceof z.ZodOptional ? filter.unwrap() : filter;
  const keys = { ...shape, ...(filters instanceof z.ZodObject ? filters.shape : {}) };
  return Object.entries(keys)
    .filter(([key]) => key !== 'filter' && !inPath.has(key))
    .map(([key, schema]) => {
      if (key === 'custom') return customParameter;
      const required = schema instanceof z.ZodType && !schema.isOptional();
      return parameter('query', toSnake(key), schemaOf(schema, 'input'), required);
    });
}

/** A schema of the document; those that have a name are said once, among the components. */
function toSchema(schema: unknown, io: 'input' | 'output', schemas: Json): unknown {
  if (!(schema instanceof z.ZodType)) return {};
  const {
    $schema: _,
    $defs,
    ...json
  } = z.toJSONSchema(schema, {
    io,
    metadata: schemaNames,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      Object.assign(jsonSchema, z.globalRegistry.get(zodSchema));
    },
  });
  Object.assign(schemas, snakeProperties($defs ?? {}));
  return snakeProperties(json);
}

/** The names of properties in a JSON Schema, in REST's spelling; everything else of it stays. */
function snakeProperties(node: unknown, isProperties = false): unknown {
  if (Array.isArray(node)) return node.map((item) => snakeProperties(item));
  if (!isJson(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => {
    if (isProperties) return [toSnake(key), snakeProperties(value)];
    if (key === '$ref') return [key, String(value).replace('#/$defs/', '#/components/schemas/')];
    if (key === 'required' && Array.isArray(value)) return [key, value.map((name) => toSnake(String(name)))];
    return [key, snakeProperties(value, key === 'properties')];
  });
  return Object.fromEntries(entries);
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parameter(where: 'path' | 'query', name: string, schema: unknown, required: boolean): Json {
  return { in: where, name, required, schema };
}
