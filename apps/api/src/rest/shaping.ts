import type { AnyTRPCRouter } from '@trpc/server';
import { visibleFields } from '@crm/core/custom-field/custom-view';
import { requireSignedIn, toServiceContext, type RequestContext } from '../context.ts';
import type { Noun } from '../graphql/nouns.ts';
import { pagedRow } from '../graphql/shapes.ts';
import { embeddables, expandRows, readExpand, type Embeddable, type Row, type ToRecord } from './expand.ts';
import { pick, readFields, refuse, unknownFields, type FieldTree } from './fields.ts';
import { asRecord, toSnake } from './keys.ts';
import type { ExposedProcedure } from './procedures.ts';

type Json = Record<string, unknown>;

/** What `expand` and `fields` of a request ask for, ready to be done to its answer. */
export type Reshape = (ctx: RequestContext, answer: unknown) => Promise<unknown>;

/** The two parameters by which a caller says how much of a row he wants: with its relations, or less than all of it. */
export interface Shaping {
  /** Takes the two out of the query. `null` when there is nothing to do. @throws DomainError `bad_request` */
  take(procedure: ExposedProcedure, query: Json): Reshape | null;
  parameters(procedure: ExposedProcedure): readonly Json[];
  /** The answer's schema with what the two can make of it. */
  describe(procedure: ExposedProcedure, schema: unknown): unknown;
}

const names = ['expand', 'fields'] as const;

export function shapingOf(router: AnyTRPCRouter): Shaping {
  const all = embeddables(router);

  /** What answers are made of rows of one kind: lists, searches, single reads. */
  function rowsOf({ name, type, output }: ExposedProcedure): Embeddable | null {
    const known = all.get(name.split('.')[0] ?? '');
    const { row } = known?.noun ?? {};
    return type === 'query' && row && (output === row || pagedRow(output) === row) ? (known ?? null) : null;
  }

  return {
    take(procedure, query) {
      const known = rowsOf(procedure);
      const [expand, fields] = names.map((name) => query[name]);
      if (known === null || (expand === undefined && fields === undefined)) return null;
      for (const name of names) delete query[name];
      const relations = expand === undefined ? [] : readExpand(known, readOnce('expand', expand));
      const tree = fields === undefined ? null : readFields(readOnce('fields', fields));
      if (tree !== null) refuseUnknown(known, relations, tree);
      return async (ctx, answer) => {
        if (tree !== null) await refuseUnseen(ctx, known.noun, relations, tree);
        const reshape = async (rows: readonly Row[]) => {
          const whole = await expandRows(router, ctx, rows, relations);
          return tree === null ? whole : whole.map((row) => pick(row, tree));
        };
        const { items, ...rest } = asRecord(answer);
        if (Array.isArray(items)) return { items: await reshape(items.map(asRecord)), ...rest };
        return (await reshape([asRecord(answer)]))[0];
      };
    },

    parameters(procedure) {
      const known = rowsOf(procedure);
      if (known === null) return [];
      const relations = known.relations.map(({ name }) => toSnake(name));
      const list = { in: 'query', required: false, style: 'form', explode: false };
      return [
        ...(relations.length === 0
          ? []
          : [
              {
                ...list,
                name: 'expand',
                description: 'Related records in place, as the caller sees them.',
                schema: { type: 'array', items: { enum: relations } },
              },
            ]),
        {
          ...list,
          name: 'fields',
          description: 'Only these fields: id,account.name,custom.region',
          schema: { type: 'array', items: { type: 'string' }, maxItems: 200 },
        },
      ];
    },

    describe(procedure, schema) {
      return rowsOf(procedure) === null ? schema : describeShaped(schema);
    },
  };
}

function describeShaped(schema: unknown): unknown {
  const reshaped = { type: 'object', description: 'With `expand` or `fields`: the row with what was asked for.' };
  const page = asRecord(schema);
  const properties = asRecord(page['properties']);
  const items = asRecord(properties['items']);
  if (!('next_cursor' in properties)) return { anyOf: [schema, reshaped] };
  return { ...page, properties: { ...properties, items: { ...items, items: { anyOf: [items['items'], reshaped] } } } };
}

function readOnce(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw refuse(name, `Give ${name} once; several values are parted by commas.`);
}

function targetsOf(relation: ToRecord): readonly Noun[] {
  return relation.kind === 'one' ? [relation.target] : [...relation.targets.values()];
}

function refuseUnknown({ noun: { row } }: Embeddable, relations: readonly ToRecord[], tree: FieldTree): void {
  const embedded = new Map(
    relations.map((relation) => [relation.name, targetsOf(relation).flatMap((target) => target.row ?? [])]),
  );
  const [unknown] = row ? unknownFields(tree, row, embedded) : [];
  if (unknown !== undefined) throw refuseField(unknown.split('.').map(toSnake).join('.'));
}

function refuseField(name: string) {
  return refuse('fields', `There is no field ${name}.`);
}

/** Custom fields that the caller does not see are as unknown as those that are not there. */
async function refuseUnseen(ctx: RequestContext, noun: Noun, relations: readonly ToRecord[], tree: FieldTree) {
  const signedIn = requireSignedIn(ctx);
  const service = toServiceContext({ ...ctx, signedIn, actor: signedIn.actor });
  const places = [
    { nouns: [noun], custom: tree.get('custom'), at: '' },
    ...relations.map((relation) => ({
      nouns: targetsOf(relation),
      custom: tree.get(relation.name)?.get('custom'),
      at: `${toSnake(relation.name)}.`,
    })),
  ];
  for (const { nouns, custom, at } of places) {
    if (!custom) continue;
    const seen = await Promise.all(nouns.map(({ name }) => visibleFields(service, name)));
    const unseen = [...custom.keys()].find((key) => !seen.flat().some((field) => field.key === key));
    if (unseen !== undefined) throw refuseField(`${at}custom.${unseen}`);
  }
}
