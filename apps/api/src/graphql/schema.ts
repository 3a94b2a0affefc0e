import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLInputFieldConfig,
} from 'graphql';
import type { AnyTRPCRouter } from '@trpc/server';
import { z } from 'zod';
import { readReferences, type References } from '@crm/db/references';
import type { ExposedProcedure } from '../rest/procedures.ts';
import { connectionOf, pagingArgs, readArgs } from './connections.ts';
import { pageShape, type GraphqlContext, type Row } from './context.ts';
import type { FieldCost } from './limits.ts';
import { camel, pascal } from './names.ts';
import { nounsOf, type Noun } from './nouns.ts';
import { relationsOf, type Relation } from './relations.ts';
import { bare, pagedRow } from './shapes.ts';
import { placeOf, Types, type Fields, type Place } from './types.ts';

type Field = GraphQLFieldConfig<unknown, GraphqlContext>;

/** The schema of everything that the procedures offer, made from them and from the database's foreign keys. */
export function buildGraphqlSchema(router: AnyTRPCRouter, references: References = readReferences()): GraphQLSchema {
  return new SchemaBuilder(nounsOf(router), references).build();
}

/** The schema as it stands under version control. */
export function renderGraphqlSchema(router: AnyTRPCRouter): string {
  return `${printSchema(lexicographicSortSchema(buildGraphqlSchema(router)))}\n`;
}

class SchemaBuilder {
  readonly #nouns: readonly Noun[];
  readonly #relations: ReadonlyMap<Noun, readonly Relation[]>;
  readonly #types: Types;
  readonly #connections = new Map<GraphQLObjectType, GraphQLObjectType>();
  readonly #unions = new Map<string, GraphQLUnionType>();

  constructor(nouns: readonly Noun[], references: References) {
    this.#nouns = nouns;
    this.#relations = relationsOf(nouns, references);
    this.#types = new Types((row) => {
      const noun = nouns.find((each) => each.row === row);
      return noun ? this.#relationFields(noun) : {};
    });
  }

  build(): GraphQLSchema {
    // Rows come first, so that what filters and writes share with them is called after them.
    for (const noun of this.#nouns) if (noun.row) this.#rowType(noun, noun.row).getFields();
    const query: Fields = {};
    const mutation: Fields = {};
    for (const noun of this.#nouns) {
      for (const procedure of noun.fields) {
        const into = procedure.type === 'mutation' ? mutation : query;
        into[fieldName(noun, procedure)] = this.#rootField(noun, procedure);
      }
    }
    return new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields: query }),
      mutation: new GraphQLObjectType({ name: 'Mutation', fields: mutation }),
    });
  }

  #rowType(noun: Noun, row: z.ZodObject): GraphQLObjectType {
    return this.#types.object(row, placeOf(noun.type));
  }

  #rootField(noun: Noun, procedure: ExposedProcedure): Field {
    const args = this.#args(noun, procedure);
    const row = pagedRow(procedure.output);
    const description = describe(procedure);
    if (row) {
      return {
        description,
        type: this.#connection(this.#types.object(row, placeOf(noun.type + pascal(actionOf(procedure))))),
        args: pagingArgs(args),
        extensions: { ...costs({ kind: 'page' }), procedure: procedure.name },
        async resolve(_source, given, { query }) {
          const input = readArgs(given);
          return { page: pageShape.parse(await query(procedure.name, input)), input };
        },
      };
    }
    const result =
      procedure.output && this.#types.output(procedure.output, placeOf(pascal(fieldName(noun, procedure))));
    const writes = procedure.type === 'mutation';
    return {
      description,
      // What fails is null, and the rest of the answer stands.
      type: result ? nullable(result) : 'id' in args ? GraphQLID : GraphQLBoolean,
      args,
      extensions: { ...costs({ kind: writes ? 'write' : 'read' }), procedure: procedure.name },
      async resolve(_source, given, { query, mutate }) {
        const answer = await (writes ? mutate : query)(procedure.name, readArgs(given));
        return result ? answer : (given['id'] ?? true);
      },
    };
  }

  #args(noun: Noun, { input, name, meta }: ExposedProcedure): GraphQLFieldConfigArgumentMap {
    const verb = noun.type + pascal(name.split('.')[1] ?? '');
    const shape: z.core.$ZodLooseShape = input?.shape ?? {};
    const { data, filter, sort, ...plain } = shape;
    // The filter and the order of its list belong to the noun, the body of a write to the verb.
    const own = name === noun.list?.name ? noun.type : verb;
    const configs = {
      ...this.#types.inputs(plain, placeOf(verb)),
      filter: filter && this.#types.input(filter, placeOf(`${own}Filter`, noun.type)),
      sort: sort && this.#types.input(sort, placeOf(`${own}Sort`, `${noun.type}Sort`)),
      customSort: sort && bare(sort, 'input').def.type === 'union' ? customSort : null,
      data: data && this.#body(data, placeOf(verb, noun.type), meta.rest?.method === 'POST'),
    };
    return Object.fromEntries(Object.entries(configs).flatMap(([key, config]) => (config ? [[key, config]] : [])));
  }

  /** What a verb takes need not be sent where nothing of it is needed. */
  #body(data: z.core.$ZodType, place: Place, isVerb: boolean): GraphQLInputFieldConfig | null {
    const config = this.#types.input(data, place);
    return config && isVerb && z.safeParse(data, {}).success ? { ...config, default: { value: {} } } : config;
  }

  #connection(node: GraphQLObjectType): GraphQLObjectType {
    const known = this.#connections.get(node);
    if (known) return known;
    const connection = connectionOf(node);
    this.#connections.set(node, connection);
    return connection;
  }

  #relationFields(noun: Noun): Fields {
    const fields = (this.#relations.get(noun) ?? []).flatMap((relation) => {
      const field = this.#relationField(relation);
      return field ? [[relation.name, field] as const] : [];
    });
    return Object.fromEntries(fields);
  }

  #relationField(relation: Relation): Field | null {
    switch (relation.kind) {
      case 'one':
        return this.#toOne(relation.target, relation.key);
      case 'any':
        return {
          type: this.#union(relation.union, [...relation.targets.values()]),
          extensions: costs({ kind: 'one' }),
          resolve: async (source, _args, { loadOne }) => {
            const type = text(source, relation.typeKey);
            const id = text(source, relation.key);
            const target = type === null ? undefined : relation.targets.get(type);
            const row = target && id !== null ? await loadOne(target.name, id) : null;
            return row && { ...row, [typeTag]: target?.type };
          },
        };
      case 'many':
        return this.#toMany(relation);
    }
  }

  #toOne(target: Noun, key: string): Field | null {
    if (!target.row) return null;
    return {
      type: this.#rowType(target, target.row),
      extensions: costs({ kind: 'one' }),
      resolve: (source, _args, { loadOne }) => {
        const id = text(source, key);
        return id === null ? null : loadOne(target.name, id);
      },
    };
  }

  #toMany({ target, by, filter }: Extract<Relation, { kind: 'many' }>): Field | null {
    if (!target.row || !target.list) return null;
    return {
      description: target.list.meta.rest?.summary,
      type: this.#connection(this.#rowType(target, target.row)),
      args: pagingArgs(this.#args(target, target.list)),
      extensions: costs({ kind: 'page' }),
      async resolve(source, given, { loadPage }) {
        const input = readArgs(given);
        const wanted = { ...input, filter: { ...Object(input['filter']), ...filter } };
        return { page: await loadPage(target.name, { by, id: text(source, 'id') ?? '' }, wanted), input };
      },
    };
  }

  #union(name: string, targets: readonly Noun[]): GraphQLUnionType {
    const union =
      this.#unions.get(name) ??
      new GraphQLUnionType({
        name,
        types: targets.flatMap((noun) => (noun.row ? [this.#rowType(noun, noun.row)] : [])),
        resolveType: (row: Row) => text(row, typeTag) ?? undefined,
      });
    this.#unions.set(name, union);
    return union;
  }
}

/** `custom.region`, or `-custom.region`, in place of `sort`: no enum can list what a workspace adds for itself. */
const customSort: GraphQLInputFieldConfig = { type: GraphQLString };

/** Under this key a row of a union says what it is. No row has a key like it. */
const typeTag = '__type';

/** `account`, `accounts`, `search` for the reads that everybody needs; `accountCount`, `leadConvert` for the others. */
function fieldName(noun: Noun, procedure: ExposedProcedure): string {
  const single = camel(noun.name);
  const action = actionOf(procedure);
  switch (action) {
    case 'get':
    case 'find':
      return single;
    case 'list':
      return noun.plural === single && noun.fields.some((other) => actionOf(other) === 'get')
        ? `${single}List`
        : noun.plural;
    default:
      return single + pascal(action);
  }
}

function actionOf({ name }: ExposedProcedure): string {
  return name.split('.')[1] ?? name;
}

function describe({ meta }: ExposedProcedure): string {
  const permission = meta.permission === null ? 'Anybody who is signed in.' : `Permission: \`${meta.permission}\`.`;
  return meta.rest ? `${meta.rest.summary}. ${permission}` : permission;
}

function costs(cost: FieldCost) {
  return { cost };
}

function nullable(type: Field['type']): Field['type'] {
  return type instanceof GraphQLNonNull ? type.ofType : type;
}

function text(source: unknown, key: string): string | null {
  const value: unknown = typeof source === 'object' && source !== null ? Reflect.get(source, key) : null;
  return typeof value === 'string' ? value : null;
}
