import {
  GraphQLBoolean,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldConfigArgumentMap,
} from 'graphql';
import { cursorAt } from '@crm/core/place';
import { defaultPageSize } from '@crm/domain/page-limits';
import type { GraphqlContext, Input, RowPage } from './context.ts';

/** A page on its way into the answer. */
interface Connected {
  readonly page: RowPage;
  readonly input: Input;
}

const pageInfo = new GraphQLObjectType<Connected, GraphqlContext>({
  name: 'PageInfo',
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean), resolve: ({ page }) => page.nextCursor !== null },
    hasPreviousPage: {
      type: new GraphQLNonNull(GraphQLBoolean),
      resolve: ({ input }) => input['cursor'] !== undefined,
    },
    startCursor: { type: GraphQLString, resolve: (connected) => cursorOf(connected, 0) },
    endCursor: { type: GraphQLString, resolve: (connected) => cursorOf(connected, connected.page.items.length - 1) },
  },
});

/** Relay's connection of a type. `nodes` are the same without their cursors. */
export function connectionOf(node: GraphQLObjectType): GraphQLObjectType<Connected, GraphqlContext> {
  const edge = new GraphQLObjectType<{ connected: Connected; index: number }, GraphqlContext>({
    name: `${node.name}Edge`,
    fields: {
      cursor: {
        type: GraphQLString,
        description: 'The cursor of REST and tRPC. `null` in the few lists whose order cannot be chosen.',
        resolve: ({ connected, index }) => cursorOf(connected, index),
      },
      node: { type: new GraphQLNonNull(node), resolve: ({ connected, index }) => connected.page.items[index] },
    },
  });
  return new GraphQLObjectType<Connected, GraphqlContext>({
    name: `${node.name}Connection`,
    fields: {
      edges: {
        type: listOf(edge),
        resolve: (connected) => connected.page.items.map((_, index) => ({ connected, index })),
      },
      nodes: { type: listOf(node), resolve: ({ page }) => page.items },
      pageInfo: { type: new GraphQLNonNull(pageInfo), resolve: (connected) => connected },
    },
  });
}

function listOf(type: GraphQLObjectType) {
  return new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)));
}

/** A row's cursor: the place of the row in its order, or what the list said itself of its last row. */
function cursorOf({ page, input }: Connected, index: number): string | null {
  const row = page.items[index];
  const { sort } = input;
  if (index === page.items.length - 1 && page.nextCursor !== null) return page.nextCursor;
  return row && typeof sort === 'string' ? cursorAt(sort, row) : null;
}

/** Relay's names for how long a page is and where it begins. */
export function pagingArgs({ limit, cursor, ...rest }: GraphQLFieldConfigArgumentMap): GraphQLFieldConfigArgumentMap {
  const first = limit && { ...limit, default: { value: defaultPageSize } };
  return { ...(first ? { first } : {}), ...(cursor ? { after: cursor } : {}), ...rest };
}

/** The arguments as the procedure takes them. What is `null` was not asked for. */
export function readArgs({ first, after, sort, customSort, ...rest }: Input): Input {
  const input = { limit: first, cursor: after, sort: customSort ?? sort, ...rest };
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined && value !== null));
}
