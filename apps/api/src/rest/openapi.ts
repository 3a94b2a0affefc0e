import { z } from 'zod';
import type { AnyTRPCRouter } from '@trpc/server';
import { errorCodes } from '@crm/domain/errors';
import { httpStatus } from '../http/status.ts';
import { toSnake } from './keys.ts';
import { restProcedures, type RestProcedure } from './procedures.ts';
import { restPrefix } from './routes.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of everything that REST serves, made from the same procedures. */
export function describeRest(router: AnyTRPCRouter): Json {
  const paths: Record<string, Json> = {};
  for (const procedure of restProcedures(router)) {
    const path = `${restPrefix}${procedure.rest.path}`.replace(/:(\w+)/gu, '{$1}');
    paths[path] = { ...paths[path], [procedure.rest.method.toLowerCase()]: describeOperation(procedure) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gamix CRM',
      version: '1',
      description:
        'Lists page by cursor. Every write takes an Idempotency-Key and can be sent again. Errors are application/problem+json with a stable code and a request_id.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: problemSchema },
      responses: {
        Problem: { description: 'Refused', content: { 'application/problem+json': { schema: ref('Problem') } } },
      },
    },
  };
}

function describeOperation(procedure: RestProcedure): Json {
  const { rest, input, output, meta, name } = procedure;
  const shape = input?.shape ?? {};
  const writes = rest.method !== 'GET';
  const data = shape['data'];
  return {
    operationId: name.replaceAll('.', '_'),
    tags: [rest.path.split('/')[1] ?? 'other'],
    summary: rest.summary,
    'x-permission': meta.permission,
    parameters: [
      ...[...rest.path.matchAll(/:(\w+)/gu)].map(([, key = '']) =>
        parameter('path', key, schemaOf(shape[key], 'input'), true),
      ),
      ...(writes
        ? [header('Idempotency-Key', 'New for each write; the same key and body give the first answer again.', true)]
        : []),
      ...('version' in shape ? [header('If-Match', 'The ETag that you read.', rest.method === 'PUT')] : []),
      ...(writes ? [] : queryParameters(rest.path, shape)),
    ],
    ...(writes && data instanceof z.ZodType
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(data, 'input') } } } }
      : {}),
    responses: {
      [String(output ? (rest.status ?? 200) : 204)]: output
        ? { description: 'Done', content: { 'application/json': { schema: schemaOf(output, 'output') } } }
        : { description: 'Done' },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function queryParameters(path: string, shape: z.core.$ZodLooseShape): readonly Json[] {
  const inPath = new Set([...path.matchAll(/:(\w+)/gu)].map(([, key]) => key));
  const filter = shape['filter'];
  const filters = filter instanceof z.ZodOptional ? filter.unwrap() : filter;
  const keys = { ...shape, ...(filters instanceof z.ZodObject ? filters.shape : {}) };
  return Object.entries(keys)
    .filter(([key]) => key !== 'filter' && !inPath.has(key))
    .map(([key, schema]) =>
      parameter('query', toSnake(key), schemaOf(schema, 'input'), schema instanceof z.ZodType && !schema.isOptional()),
    );
}

function schemaOf(schema: unknown, io: 'input' | 'output'): Json {
  if (!(schema instanceof z.ZodType)) return {};
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return snakeProperties(json);
}

/** The keys of objects in a JSON Schema, in REST's spelling; everything else of it stays. */
function snakeProperties(schema: Json): Json {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'properties' && isJson(value)) {
        return [key, Object.fromEntries(Object.entries(value).map(([name, inner]) => [toSnake(name), walk(inner)]))];
      }
      if (key === 'required' && Array.isArray(value)) return [key, value.map((name) => toSnake(String(name)))];
      if (key === 'enum' || key === 'const' || key === 'default') return [key, value];
      return [key, walk(value)];
    }),
  );
}

function walk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(walk);
  return isJson(value) ? snakeProperties(value) : value;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parameter(where: 'path' | 'query', name: string, schema: Json, required: boolean): Json {
  return { in: where, name, required, schema };
}

function header(name: string, description: string, required: boolean): Json {
  return { in: 'header', name, required, description, schema: { type: 'string' } };
}

function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'request_id'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer', enum: [...new Set(Object.values(httpStatus))] },
    code: { type: 'string', enum: errorCodes },
    detail: { type: 'string' },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
