import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { insertOneOfEach } from '@crm/db/testing/one-of-each';
import { openDatabase, type OpenDatabase } from '@crm/db/testing/open-database';
import { systemActor, type Actor } from '@crm/domain/actor';
import { bare } from '../graphql/shapes.ts';
import { callProcedure } from '../rest/call.ts';
import { exposedProcedures, type ExposedProcedure } from '../rest/procedures.ts';
import { contextOf } from '../testing/context-of.ts';
import { filtersOf, samplesOf } from '../testing/filters.ts';
import { appRouter } from '../trpc/app-router.ts';

const all = exposedProcedures(appRouter);
const page = z.object({ items: z.array(z.looseObject({})) });
const counted = z.object({ count: z.number() });

function sortsOf({ input }: ExposedProcedure): readonly string[] {
  const sort = input?.shape['sort'];
  const { schema } = sort ? bare(sort, 'input') : { schema: null };
  if (schema === null) return [];
  const { enum: options, anyOf } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return [...(options ?? []), ...(anyOf ?? []).flatMap((one) => one.enum ?? [])].map(String);
}

describe('every filter with every sort', () => {
  let own: OpenDatabase;
  let actor: Actor;
  beforeAll(async () => {
    own = await openDatabase(inject('templateUrl'));
    actor = { ...systemActor, kind: 'user', id: (await insertOneOfEach(own.db)).user };
  });
  afterAll(() => own[Symbol.asyncDispose]());

  const lists = all.filter(({ name }) => name.endsWith('.list') && all.some((other) => other.name === countOf(name)));
  for (const list of lists) {
    const count = all.find(({ name }) => name === countOf(list.name)) ?? list;
    it(`${list.name}: finds a record by what it holds, and as many in each order as are counted`, async () => {
      const sorts = sortsOf(list);
      expect(sorts.length).toBeGreaterThan(0);
      let turn = 0;
      const [first] = page.parse(await call(list, {})).items;
      for (const [key, schema] of filtersOf(list)) {
        const held = first?.[key];
        const fits = held !== null && held !== undefined && z.safeParse(schema, held).success;
        for (const value of [...(fits ? [held] : []), ...samplesOf(schema)]) {
          const filter = { [key]: value };
          const told = counted.parse(await call(count, { filter })).count;
          const isHeld = fits && value === held;
          if (isHeld) expect(told, key).toBeGreaterThan(0);
          // What finds nothing is asked for in one order only, each time in another.
          const orders = isHeld ? sorts : sorts.slice((turn += 1) % sorts.length).slice(0, 1);
          const found = await Promise.all(orders.map((sort) => call(list, { filter, sort })));
          const sizes = found.map((answer) => page.parse(answer).items.length);
          expect(sizes, JSON.stringify(filter)).toEqual(orders.map(() => told));
        }
      }
    });
  }

  const call = (procedure: ExposedProcedure, input: object) =>
    callProcedure(
      appRouter,
      procedure,
      contextOf(own.fork(), actor, () => own.fork()),
      input,
    );

  function countOf(name: string): string {
    return name.replace(/list$/u, 'count');
  }
});
