import fc from 'fast-check';
import { getNamedType, isEnumType, type GraphQLInputType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import { insertOneOfEach } from '@crm/db/testing/one-of-each';
import { buildGraphqlSchema } from '../graphql/schema.ts';
import { bare, pagedRow } from '../graphql/shapes.ts';
import { toSnake } from '../rest/keys.ts';
import { restProcedures, type RestProcedure } from '../rest/procedures.ts';
import { ask, fieldOf } from '../testing/graphql-client.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';
import { appRouter } from '../trpc/app-router.ts';

type Row = Readonly<Record<string, unknown>>;
type Filter = Readonly<Record<string, unknown>>;

const rowsShape = z.array(z.looseObject({ id: z.union([z.string(), z.number()]) }));
const schema = buildGraphqlSchema(appRouter);
const lists = restProcedures(appRouter).filter(({ name, output }) => name.endsWith('.list') && pagedRow(output));

/** Whatever list is asked, with whatever filter and order: the same records in the same order, or the same refusal. */
describe('over GraphQL, REST and tRPC', () => {
  let api: TestApi;
  let admin: TestClient;
  /** Filters that found something, over all lists. */
  let fruitful = 0;

  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
    const db = database(api.fork());
    // What may be there once makes room for the row in every table, and its switch leaves everything on.
    await db.updateTable('crm_pipelines').set({ isDefault: false, name: 'Of the company' }).execute();
    await db.updateTable('crm_forms').set({ key: 'company' }).execute();
    await db.deleteFrom('crm_currencies').execute();
    await insertOneOfEach(db);
    await db.updateTable('crm_feature_flags').set({ percentage: 100 }).execute();
    for (const [name, status, contacted] of variety) {
      const made = await admin.call('POST', '/crm/v1/accounts', { name, status, contacted });
      expect(made.status).toBe(201);
      const account_id = String(made.body['id']);
      await admin.call('POST', '/crm/v1/contacts', { last_name: `${name}sen`, account_id });
      await admin.call('POST', '/crm/v1/opportunities', {
        name: `${name} deal`,
        account_id,
        amount_minor: name.length * 100,
      });
      await admin.call('POST', '/crm/v1/leads', { last_name: name, source: status });
      await admin.call('POST', '/crm/v1/activities', {
        type: 'task',
        subject: name,
        subject_type: 'account',
        subject_id: account_id,
      });
    }
  });
  afterAll(() => api[Symbol.asyncDispose]());

  for (const list of lists) {
    it(`${list.name} gives the same records`, async () => {
      const rows = rowsShape.parse((await overTrpc(list, {}, undefined)).items);
      const { filter, sort } = shapeOf(list);
      const candidates = Object.entries(filter).map(([key, field]) => [key, valuesOf(key, field, rows)] as const);
      const anyFilter = fc.record(
        Object.fromEntries(
          candidates.flatMap(([key, values]) => (values.length > 0 ? [[key, fc.constantFrom(...values)]] : [])),
        ),
        { requiredKeys: [] },
      );
      // Some values of each alone, and all of them together with others.
      const single = candidates.flatMap(([key, values]) =>
        values.slice(0, 3).map((value): Filter => ({ [key]: value })),
      );
      for (const alone of [{}, ...single]) await compare(list, alone, undefined);
      await fc.assert(
        fc.asyncProperty(anyFilter, fc.option(fc.constantFrom(...sort), { nil: undefined }), (together, order) =>
          compare(list, together, order),
        ),
        { numRuns: 10 },
      );
    });
  }

  it('and there were records to be found', () => {
    expect(fruitful).toBeGreaterThan(lists.length * 3);
  });

  async function compare(list: RestProcedure, filter: Filter, sort: string | undefined): Promise<void> {
    const told = `${list.name} ${JSON.stringify({ filter, sort })}`;
    const doors = [overTrpc(list, filter, sort), overRest(list, filter, sort), overGraphql(list, filter, sort)];
    const [expected, rest, graphql] = (await Promise.all(doors)).map(settle);
    expect(rest, `REST: ${told}`).toEqual(expected);
    expect(graphql, `GraphQL: ${told}`).toEqual(expected);
    if (Object.keys(filter).length > 0 && Array.isArray(expected) && expected.length > 0) fruitful += 1;
  }

  async function overTrpc({ name }: RestProcedure, filter: Filter, sort: string | undefined): Promise<Told> {
    const input = encodeURIComponent(JSON.stringify({ filter, sort, limit: 200 }));
    const { body } = await admin.call('GET', `/trpc/${name}?input=${input}`);
    return z
      .union([
        z
          .object({ result: z.object({ data: z.object({ items: z.unknown() }) }) })
          .transform(({ result }) => result.data),
        z.object({ error: z.object({ data: z.object({ code: z.string() }) }) }).transform(({ error }) => error.data),
      ])
      .parse(body);
  }

  async function overRest({ rest }: RestProcedure, filter: Filter, sort: string | undefined): Promise<Told> {
    const query = new URLSearchParams({ limit: '200' });
    if (sort !== undefined) query.set('sort', sort.replace(/\w+/u, toSnake));
    for (const [key, value] of Object.entries(filter)) query.set(toSnake(key), String(value));
    return (await admin.call('GET', `/crm/v1${rest.path}?${query.toString()}`)).body;
  }

  async function overGraphql({ name }: RestProcedure, filter: Filter, sort: string | undefined): Promise<Told> {
    const field = fieldOf(schema, name);
    const given = { filter, ...(sort === undefined ? {} : { sort }) };
    const args = field.args.filter((arg) => arg.name in given);
    const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const passed = ['first: 200', ...args.map((arg) => `${arg.name}: $${arg.name}`)].join(', ');
    const variables = Object.fromEntries(
      args.map((arg) => [arg.name, inWords(arg.type, Reflect.get(given, arg.name))]),
    );
    const { data, codes } = await ask(
      admin,
      `query ${declared && `(${declared})`} { list: ${field.name}(${passed}) { nodes { id } } }`,
      variables,
    );
    const list = z.object({ nodes: z.unknown() }).nullish().parse(data['list']);
    return list ? { items: list.nodes } : { code: codes.join(' ').toLowerCase() };
  }
});

/** What a door told: rows, or why not. */
interface Told {
  readonly items?: unknown;
  readonly code?: unknown;
}

/** The ids in order, or the code of the refusal. */
function settle({ items, code }: Told): unknown {
  return items === undefined ? code : rowsShape.parse(items).map(({ id }) => String(id));
}

const variety = [
  ['Halden', 'active', true],
  ['Fjord', 'prospect', false],
  ['Kald', 'lost', true],
] as const;

function shapeOf({ input }: RestProcedure) {
  const filter = input?.shape['filter'] && bare(input.shape['filter'], 'input').schema;
  const order = input?.shape['sort'] && bare(input.shape['sort'], 'input').def;
  // Where there are custom fields, an order of theirs is the other option.
  const [own] = order?.type === 'union' ? order.options : [];
  const sort = own ? bare(own, 'input').def : order;
  return {
    filter: filter instanceof z.ZodObject ? filter.shape : {},
    sort: sort?.type === 'enum' ? Object.values(sort.entries).map(String) : ['-createdAt'],
  };
}

/** Values to filter by: some that rows have, and some that none has. */
function valuesOf(key: string, field: z.core.$ZodType, rows: readonly Row[]): readonly unknown[] {
  const { def, schema } = bare(field, 'input');
  const ofRows = [...new Set(rows.map((row) => row[key]))].filter((value) => value !== null && value !== undefined);
  switch (def.type) {
    case 'array':
      return valuesOf(key, def.element, rows).map((value) => [value]);
    case 'enum':
      return Object.values(def.entries);
    case 'boolean':
    case 'union':
      return [true, false];
    case 'number':
      return [0, 1, 500];
    case 'string': {
      const text = ofRows.filter((value) => typeof value === 'string').slice(0, 2);
      const moments = ['2020-01-01T00:00:00Z', '2026-11-22T10:00:00Z', '2040-01-01T00:00:00Z'];
      if (z.safeParse(schema, moments[0]).success && !z.safeParse(schema, 'kald').success) return moments;
      const more = ['2026-11-22', 'kald', 'EUR', crypto.randomUUID()].filter(
        (value) => z.safeParse(schema, value).success,
      );
      return [...text, ...more].filter((value) => !value.includes(','));
    }
    default:
      return [];
  }
}

/** A value as GraphQL writes it: members of enums by their names. */
function inWords(type: GraphQLInputType, value: unknown): unknown {
  const named = getNamedType(type);
  if (isEnumType(named)) {
    const nameOf = (each: unknown) => named.getValues().find((member) => member.value === each)?.name;
    return Array.isArray(value) ? value.map(nameOf) : nameOf(value);
  }
  if (!('getFields' in named)) return value;
  const fields = named.getFields();
  return Object.fromEntries(
    Object.entries(Object(value)).map(([key, inner]) => {
      const field = fields[key];
      return [key, field ? inWords(field.type, inner) : inner];
    }),
  );
}
