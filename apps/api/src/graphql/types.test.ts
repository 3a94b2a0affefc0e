import { GraphQLObjectType, GraphQLSchema, printType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { typeNames } from '@crm/domain/type-names';
import { placeOf, Types } from './types.ts';

const make = () => new Types(() => ({}));

/** The types that an answer and what a caller sends are made into, in GraphQL's own words. */
function printed(row: z.ZodObject, body: z.ZodObject, names: readonly string[]): string {
  const types = make();
  const answer = types.object(row, placeOf('Thing'));
  answer.getFields();
  const input = types.input(body, placeOf('ThingCreate', 'Thing'));
  const query = new GraphQLObjectType({
    name: 'Query',
    fields: { thing: { type: answer, args: input ? { data: input } : {} } },
  });
  const schema = new GraphQLSchema({ query });
  return names.map((name) => printType(schema.getType(name) ?? answer)).join('\n');
}

describe('types of GraphQL', () => {
  it('are those of the schemas: what must be, what may be left out, and with which default', () => {
    const row = z.object({
      id: z.uuid(),
      when: z.iso.datetime(),
      day: z.iso.date().nullable(),
      percent: z.number().int().min(0).max(100),
      amountMinor: z.number().int().nullable(),
      rate: z.number(),
      is: z.boolean(),
      words: z.array(z.string()),
      custom: z.record(z.string(), z.unknown()),
      may: z.string().optional(),
    });
    const body = z.strictObject({
      name: z.string().trim().toLowerCase(),
      kind: z.enum(['a', 'b']).default('a'),
      note: z.string().nullable().default(null),
      flag: z.union([z.boolean(), z.stringbool()]).optional(),
      list: z.preprocess((value) => value, z.array(z.uuid())).optional(),
      limit: z.coerce.number().int().min(1).max(10).default(5),
    });
    expect(printed(row, body, ['Thing', 'ThingCreateInput'])).toBe(
      `type Thing {
  id: ID!
  when: DateTime!
  day: Date
  percent: Int!
  amountMinor: SafeInt
  rate: Float!
  is: Boolean!
  words: [String!]!
  custom: JSON
  may: String
}
input ThingCreateInput {
  name: String!
  kind: ThingCreateKind = a
  note: String
  flag: Boolean
  list: [ID!]
  limit: Int = 5
}`,
    );
  });

  it('share an enum where it means the same, and never where it does not', () => {
    const kinds = ['open', 'closed'] as const;
    const row = z.object({ status: z.enum(kinds), inner: z.object({ status: z.enum(['x', 'y']) }) });
    const body = z.strictObject({ status: z.enum(kinds), inner: z.strictObject({ status: z.enum(['x']) }) });
    expect(printed(row, body, ['Thing', 'ThingInner', 'ThingCreateInput', 'ThingCreateInnerInput'])).toBe(
      `type Thing {
  status: ThingStatus!
  inner: ThingInner!
}
type ThingInner {
  status: ThingInnerStatus!
}
input ThingCreateInput {
  status: ThingStatus!
  inner: ThingCreateInnerInput!
}
input ThingCreateInnerInput {
  status: ThingCreateInnerStatus!
}`,
    );
  });

  it('call what is shared by its own name, and write values that are no names as near as can be', () => {
    const place = z.object({ city: z.string() }).register(typeNames, { name: 'TestPlace' });
    const row = z.object({
      from: place,
      to: place.nullable(),
      sort: z.enum(['name', '-name']),
      kind: z.enum(['a-b', '1st']),
    });
    expect(
      printed(row, z.strictObject({ at: place }), ['Thing', 'TestPlace', 'TestPlaceInput', 'ThingSort', 'ThingKind']),
    ).toBe(
      `type Thing {
  from: TestPlace!
  to: TestPlace
  sort: ThingSort!
  kind: ThingKind!
}
type TestPlace {
  city: String!
}
input TestPlaceInput {
  city: String!
}
enum ThingSort {
  name_asc
  name_desc
}
enum ThingKind {
  a_b
  _1st
}`,
    );
  });

  it('end in shapes that hold themselves', () => {
    const node: z.ZodObject = z.object({ name: z.string(), children: z.array(z.lazy(() => node)) });
    expect(printed(node, z.strictObject({}), ['Thing'])).toBe(`type Thing {
  name: String!
  children: [Thing!]!
}`);
  });

  it('refuse two shapes of one name', () => {
    const types = make();
    types.object(z.object({ a: z.string() }), placeOf('Same'));
    expect(() => types.object(z.object({ b: z.string() }), placeOf('Same'))).toThrow('Two shapes are called Same');
  });
});
