import { randomUUID } from 'node:crypto';
import { getNamedType, isLeafType, isObjectType, type GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildGraphqlSchema } from '../graphql/schema.ts';
import { nounsOf } from '../graphql/nouns.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';
import { appRouter } from '../trpc/app-router.ts';

const schema = buildGraphqlSchema(appRouter);

/** What a field of a type leads to: `Contact`, or `ContactConnection`. */
function leadsTo(type: string, field: string): string {
  const object = schema.getType(type);
  const found = isObjectType(object) ? object.getFields()[field] : undefined;
  return found ? getNamedType(found.type).name : 'nothing';
}

describe('relations', () => {
  it.each([
    ['Account', 'contacts', 'ContactConnection'],
    ['Account', 'opportunities', 'OpportunityConnection'],
    ['Account', 'tickets', 'TicketConnection'],
    ['Account', 'activities', 'ActivityConnection'],
    ['Account', 'timeline', 'TimelineEntryConnection'],
    ['Account', 'processes', 'ProcessConnection'],
    ['Account', 'owner', 'User'],
    ['Contact', 'account', 'Account'],
    ['Opportunity', 'account', 'Account'],
    ['Opportunity', 'primaryContact', 'Contact'],
    ['Opportunity', 'stage', 'Stage'],
    ['Lead', 'convertedOpportunity', 'Opportunity'],
    ['Activity', 'subjectRecord', 'Subject'],
    ['Team', 'lead', 'User'],
    ['Team', 'teamsByParent', 'TeamConnection'],
    ['User', 'leads', 'LeadConnection'],
  ])('%s.%s leads to %s', (type, field, target) => {
    expect(leadsTo(type, field)).toBe(target);
  });

  it('never lead from nowhere: whatever is read for parents is somewhere a connection', () => {
    const connections = Object.values(schema.getTypeMap())
      .filter(
        (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__') && type.name !== 'Query',
      )
      .flatMap((type) => Object.values(type.getFields()).map((field) => getNamedType(field.type).name));
    const batched = nounsOf(appRouter).filter(({ listFor }) => listFor);
    expect(batched.length).toBeGreaterThan(10);
    for (const { type } of batched) expect(connections).toContain(`${type}Connection`);
  });

  it('never hide what a row says itself', () => {
    const hidden = nounsOf(appRouter).flatMap(({ type, row }) =>
      Object.entries(row?.shape ?? {}).flatMap(([key, value]) => {
        const said = value instanceof z.ZodNullable ? value.unwrap() : value;
        const isPlain = said instanceof z.ZodString || said instanceof z.ZodNumber || said instanceof z.ZodEnum;
        const object = schema.getType(type);
        const field = isObjectType(object) ? object.getFields()[key] : undefined;
        return isPlain && field && !isLeafType(getNamedType(field.type)) ? [`${type}.${key}`] : [];
      }),
    );
    expect(hidden).toEqual([]);
  });

  describe('each by its statement', () => {
    let api: TestApi;
    let admin: TestClient;
    beforeAll(async () => {
      api = await startTestApi();
      admin = await api.as(api.company.users.admin);
    });
    afterAll(() => api[Symbol.asyncDispose]());

    const by = z.object({ by: z.instanceof(z.ZodEnum) });
    for (const { listFor } of nounsOf(appRouter)) {
      if (!listFor) continue;
      it.each(by.parse(listFor.input?.shape).by.options.map(String))(`${listFor.name} by %s`, async (key) => {
        const ids = [randomUUID(), randomUUID()];
        const input = encodeURIComponent(JSON.stringify({ by: key, ids }));
        const { status, body } = await admin.call('GET', `/trpc/${listFor.name}?input=${input}`);
        expect([status, body]).toEqual([
          200,
          { result: { data: { pages: ids.map((id) => ({ id, items: [], nextCursor: null })) } } },
        ]);
      });
    }
  });
});
