import DataLoader from 'dataloader';
import { callTRPCProcedure, type AnyTRPCRouter } from '@trpc/server';
import { z } from 'zod';
import { defaultPageSize, maxBatchRows, maxBatchSize } from '@crm/domain/page-limits';
import type { RequestContext } from '../context.ts';

export type Row = Readonly<Record<string, unknown>>;
export interface RowPage {
  readonly items: readonly (Row & { readonly id: string | number })[];
  readonly nextCursor: string | null;
}
export type Input = Readonly<Record<string, unknown>>;

/** What resolvers work with: the procedures, as the caller of this request, and nothing else. */
export interface GraphqlContext {
  query(procedure: string, input: Input): Promise<unknown>;
  mutate(procedure: string, input: Input): Promise<unknown>;
  /** One record, read together with all others that are asked for at the same time; `null` if it is not to be seen. */
  loadOne(noun: string, id: string): Promise<Row | null>;
  /** One page of a parent's records, read together with those of its neighbours. */
  loadPage(noun: string, parent: { readonly by: string; readonly id: string }, list: Input): Promise<RowPage>;
  /** Whether every write of the request had been done before. */
  isReplay(): boolean;
}

/** The procedures have checked their rows; here they only need to be told apart. */
const row = z.custom<Row & { readonly id: string | number }>(
  (value) => typeof value === 'object' && value !== null && 'id' in value,
);
const manyShape = z.object({ items: z.array(row) });
export const pageShape = z.object({ items: z.array(row), nextCursor: z.string().nullable() });
const pagesShape = z.object({ pages: z.array(pageShape.extend({ id: z.string() })) });

/** @param signal ends reads that nobody waits for any more */
export function createGraphqlContext(router: AnyTRPCRouter, ctx: RequestContext, signal: AbortSignal): GraphqlContext {
  const call = (type: 'query' | 'mutation', path: string, input: Input, own: RequestContext): Promise<unknown> =>
    callTRPCProcedure({
      router,
      path,
      type,
      ctx: own,
      input,
      getRawInput: () => Promise.resolve(input),
      signal: type === 'query' ? signal : undefined,
      batchIndex: 0,
    });
  const query = (path: string, input: Input) => call('query', path, input, ctx);
  const writes: { replayed: boolean }[] = [];
  let loaders = createLoaders(query);

  return {
    query,
    async mutate(path, input) {
      // GraphQL does the writes of a request one after the other; each is a write of its own, with a key of its own.
      const idempotencyKey =
        ctx.idempotencyKey && writes.length > 0 ? `${ctx.idempotencyKey}/${writes.length}` : ctx.idempotencyKey;
      const answer = { replayed: false };
      writes.push(answer);
      const result = await call('mutation', path, input, { ...ctx, idempotencyKey, answer });
      loaders = createLoaders(query);
      return result;
    },
    loadOne: (...args) => loaders.one(...args),
    loadPage: (...args) => loaders.page(...args),
    isReplay: () => writes.length > 0 && writes.every(({ replayed }) => replayed),
  };
}

/** Loaders remember what they read, so a write starts new ones. */
function createLoaders(query: (procedure: string, input: Input) => Promise<unknown>) {
  const ones = new Map<string, DataLoader<string, Row | null>>();
  const pages = new Map<string, DataLoader<string, RowPage>>();

  return {
    one(noun: string, id: string): Promise<Row | null> {
      const loader = kept(ones, noun, () => {
        const read = async (ids: readonly string[]) => {
          const { items } = manyShape.parse(await query(`${noun}.getMany`, { ids }));
          const byId = new Map(items.map((each) => [each.id, each]));
          return ids.map((each) => byId.get(each) ?? null);
        };
        return new DataLoader(read, { maxBatchSize });
      });
      return loader.load(id);
    },

    page(noun: string, { by, id }: { readonly by: string; readonly id: string }, list: Input): Promise<RowPage> {
      const loader = kept(pages, JSON.stringify([noun, by, list]), () => {
        const read = async (ids: readonly string[]) => {
          const answer = pagesShape.parse(await query(`${noun}.listFor`, { ...list, by, ids }));
          const byParent = new Map(answer.pages.map((page) => [page.id, page]));
          return ids.map((each) => byParent.get(each) ?? { items: [], nextCursor: null });
        };
        const size = Number(list['limit'] ?? defaultPageSize);
        return new DataLoader(read, {
          maxBatchSize: Math.max(1, Math.min(maxBatchSize, Math.floor(maxBatchRows / size))),
        });
      });
      return loader.load(id);
    },
  };
}

function kept<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
