import type { AnyTRPCRouter } from '@trpc/server';
import { z } from 'zod';
import { readReferences } from '@crm/db/references';
import { DomainError } from '@crm/domain/errors';
import type { RequestContext } from '../context.ts';
import { nounsOf, type Noun } from '../graphql/nouns.ts';
import { relationsOf, type Relation } from '../graphql/relations.ts';
import { toDomainError } from '../trpc/errors.ts';
import { callProcedure } from './call.ts';
import { toCamel, toSnake } from './keys.ts';

/** A way from a row to one other record; ways to many are lists of their own. */
export type ToRecord = Exclude<Relation, { kind: 'many' }>;

export type Row = Readonly<Record<string, unknown>>;

/** What a list or a single read can embed: the relations that GraphQL knows too, made from the same facts. */
export interface Embeddable {
  readonly noun: Noun;
  readonly relations: readonly ToRecord[];
}

/** Noun → what its rows can embed. */
export function embeddables(router: AnyTRPCRouter): ReadonlyMap<string, Embeddable> {
  const nouns = nounsOf(router);
  const ways = relationsOf(nouns, readReferences());
  return new Map(
    nouns.map((noun) => {
      const relations = (ways.get(noun) ?? []).filter((relation) => relation.kind !== 'many');
      return [noun.name, { noun, relations }];
    }),
  );
}

/** @throws DomainError `bad_request` for a relation that there is not */
export function readExpand({ relations }: Embeddable, expand: string): readonly ToRecord[] {
  return [...new Set(expand.split(','))].map((name) => {
    const relation = relations.find((known) => known.name === toCamel(name));
    if (relation && toSnake(relation.name) === name) return relation;
    const known = relations.map((each) => toSnake(each.name)).join(', ') || 'nothing';
    const message = `Cannot expand ${name}; here you can expand ${known}.`;
    throw new DomainError('bad_request', message, { issues: [{ field: 'expand', code: 'invalid_value', message }] });
  });
}

/**
 * Rows with their related records in place, each as the caller sees it, or `null`: one statement for each relation (and
 * kind of record, where there are several), however many rows there are.
 */
export async function expandRows(
  router: AnyTRPCRouter,
  ctx: RequestContext,
  rows: readonly Row[],
  relations: readonly ToRecord[],
): Promise<Row[]> {
  const found = await Promise.all(relations.map((relation) => readRelated(router, ctx, rows, relation)));
  return rows.map((row) => {
    const embedded = relations.map(({ name, key }, index) => [name, found[index]?.get(idIn(row, key)) ?? null]);
    return { ...row, ...Object.fromEntries(embedded) };
  });
}

async function readRelated(
  router: AnyTRPCRouter,
  ctx: RequestContext,
  rows: readonly Row[],
  relation: ToRecord,
): Promise<ReadonlyMap<string, Row>> {
  const kinds = Map.groupBy(rows, (row) => targetOf(relation, row));
  const read = [...kinds].map(async ([target, pointing]) => {
    const ids = new Set(pointing.map((row) => idIn(row, relation.key)).filter((id) => id !== ''));
    return target === undefined || ids.size === 0 ? [] : await readMany(router, ctx, target, [...ids]);
  });
  const records = (await Promise.all(read)).flat();
  return new Map(records.map((record) => [record.id, record]));
}

function targetOf(relation: ToRecord, row: Row): Noun | undefined {
  return relation.kind === 'one' ? relation.target : relation.targets.get(String(row[relation.typeKey]));
}

function idIn(row: Row, key: string): string {
  const id = row[key];
  return typeof id === 'string' ? id : '';
}

const many = z.object({ items: z.array(z.looseObject({ id: z.string() })) });
/** Who may not read a kind of record at all sees none of them. */
const unseen: ReadonlySet<string> = new Set(['forbidden', 'insufficient_scope', 'feature_disabled']);

async function readMany(router: AnyTRPCRouter, ctx: RequestContext, { getMany }: Noun, ids: readonly string[]) {
  if (getMany === null) return [];
  try {
    return many.parse(await callProcedure(router, getMany, ctx, { ids })).items;
  } catch (error) {
    if (unseen.has(toDomainError(error).code)) return [];
    throw error;
  }
}
