import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { bare } from '../graphql/shapes.ts';
import type { ExposedProcedure } from '../rest/procedures.ts';

/** `custom.<key>` is walked by a test of its own. */
const elsewhere = new Set(['custom']);

/** What a list or a count can be filtered by. */
export function filtersOf({ input }: ExposedProcedure): readonly (readonly [string, z.core.$ZodType])[] {
  const filter = input?.shape['filter'];
  const schema = filter && bare(filter, 'input').schema;
  return schema instanceof z.ZodObject ? Object.entries(schema.shape).filter(([key]) => !elsewhere.has(key)) : [];
}

interface Json {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Json;
  readonly anyOf?: readonly Json[];
  readonly pattern?: string;
  readonly minimum?: number;
}

/** Values that a filter takes: every option of an enumeration, some value of anything else. */
export function samplesOf(schema: z.core.$ZodType): readonly unknown[] {
  return samples(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json);
}

function samples({ type, format, enum: options, items, anyOf, pattern, minimum }: Json): readonly unknown[] {
  if (options) return options;
  if (anyOf) return samples(anyOf[0] ?? {});
  if (items) return samples(items).map((item) => [item]);
  if ([type].flat().includes('boolean')) return [true];
  if (type === 'integer' || type === 'number') return [(minimum ?? 0) + 1];
  const texts: Readonly<Record<string, string>> = {
    uuid: randomUUID(),
    date: '2026-01-01',
    'date-time': '2026-01-01T00:00:00Z',
  };
  const codes: Readonly<Record<string, string>> = { '^[A-Z]{3}$': 'EUR', '^[A-Z]{2}$': 'DE' };
  return [texts[format ?? ''] ?? codes[pattern ?? ''] ?? 'wrzesniewska'];
}
