import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  GRAPHQL_MAX_INT,
  GRAPHQL_MIN_INT,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfig,
  type GraphQLInputType,
  type GraphQLNullableInputType,
  type GraphQLNullableOutputType,
  type GraphQLOutputType,
  type GraphQLScalarType,
} from 'graphql';
import { z } from 'zod';
import { typeNames } from '@crm/domain/type-names';
import { pascal } from './names.ts';
import { dateScalar, dateTimeScalar, jsonScalar, safeIntScalar } from './scalars.ts';
import { bare, type Direction, type SchemaDef } from './shapes.ts';
import type { GraphqlContext } from './context.ts';

/** Where a shape stands, which it is called after if it has no name of its own. */
export interface Place {
  readonly name: string;
  /** What fields are called after too, if they mean the same there: `AccountCreate.status` is an `AccountStatus`. */
  readonly noun: string;
}

export function placeOf(name: string, noun = name): Place {
  return { name, noun };
}

function inside({ name, noun }: Place, field: string): Place {
  return placeOf(name + pascal(field), noun + pascal(field));
}

export type Fields = GraphQLFieldConfigMap<unknown, GraphqlContext>;
type Leaf = GraphQLScalarType | GraphQLEnumType;

/** Makes GraphQL's types from the schemas that the procedures are made of, each shape once. */
export class Types {
  readonly #outputs = new Map<z.core.$ZodType, GraphQLObjectType>();
  readonly #inputs = new Map<z.core.$ZodType, GraphQLInputObjectType>();
  readonly #enums = new Map<z.core.$ZodType, GraphQLEnumType>();
  readonly #taken = new Set<string>();
  readonly #more: (row: z.core.$ZodType) => Fields;

  /** @param more fields of an object that its schema does not tell: its relations */
  constructor(more: (row: z.core.$ZodType) => Fields) {
    this.#more = more;
  }

  /** The type of what a procedure answers. */
  output(schema: z.core.$ZodType, place: Place): GraphQLOutputType {
    const { optional, ...rest } = bare(schema, 'output');
    const type = this.#nullableOutput(rest.schema, rest.def, place);
    return optional || type === jsonScalar ? type : new GraphQLNonNull(type);
  }

  /** The type of what a procedure takes, with its default; nothing for an object without keys. */
  input(schema: z.core.$ZodType, place: Place): GraphQLInputFieldConfig | null {
    const { optional, fallback, ...rest } = bare(schema, 'input');
    const type = this.#nullableInput(rest.schema, rest.def, place);
    if (type === null) return null;
    const needed: GraphQLInputType = optional ? type : new GraphQLNonNull(type);
    const value = fallback === undefined || fallback === null ? undefined : outside(type, fallback);
    return { type: needed, ...(value === undefined ? {} : { default: { value } }) };
  }

  /** The object type of a row, under its own name. */
  object(schema: z.ZodObject, place: Place): GraphQLObjectType {
    const known = this.#outputs.get(schema);
    if (known) return known;
    const name = this.#claim(schema, place.name);
    const type = new GraphQLObjectType({
      name,
      fields: () => ({ ...this.#fieldsOf(schema, placeOf(name)), ...this.#more(schema) }),
    });
    this.#outputs.set(schema, type);
    return type;
  }

  #fieldsOf(schema: z.ZodObject, place: Place): Fields {
    return Object.fromEntries(
      Object.entries(schema.shape).map(([key, field]) => [key, { type: this.output(field, inside(place, key)) }]),
    );
  }

  /** What each key of a shape takes. */
  inputs(shape: z.core.$ZodLooseShape, place: Place): Record<string, GraphQLInputFieldConfig> {
    const configs = Object.entries(shape).flatMap(([key, field]) => {
      const config = this.input(field, inside(place, key));
      return config ? [[key, config] as const] : [];
    });
    return Object.fromEntries(configs);
  }

  #nullableOutput(schema: z.core.$ZodType, def: SchemaDef, place: Place): GraphQLNullableOutputType {
    if (schema instanceof z.ZodObject) return this.object(schema, place);
    if (def.type === 'array') return new GraphQLList(this.output(def.element, place));
    return this.#leaf(schema, def, place, 'output');
  }

  #nullableInput(schema: z.core.$ZodType, def: SchemaDef, place: Place): GraphQLNullableInputType | null {
    if (schema instanceof z.ZodObject) return this.#inputObject(schema, place);
    if (def.type !== 'array') return this.#leaf(schema, def, place, 'input');
    const element = this.input(def.element, place);
    return element && new GraphQLList(element.type);
  }

  #inputObject(schema: z.ZodObject, place: Place): GraphQLInputObjectType | null {
    const known = this.#inputs.get(schema);
    if (known) return known;
    if (Object.keys(schema.shape).length === 0) return null;
    const type = new GraphQLInputObjectType({
      name: this.#claim(schema, place.name, 'Input'),
      fields: () => this.inputs(schema.shape, place),
    });
    this.#inputs.set(schema, type);
    return type;
  }

  #leaf(schema: z.core.$ZodType, def: SchemaDef, place: Place, direction: Direction): Leaf {
    switch (def.type) {
      case 'string':
        return textType(def);
      case 'number':
        return numberType(schema);
      case 'boolean':
        return GraphQLBoolean;
      case 'enum':
        return this.#enum(schema, Object.values(def.entries), place);
      case 'literal':
        return this.#enum(schema, def.values, place);
      case 'union':
        return this.#union(def, place, direction);
      default:
        return jsonScalar;
    }
  }

  /** Several ways to write one value (a boolean, or its word in a query string) are its first; anything else is JSON. */
  #union(def: z.core.$ZodUnionDef, place: Place, direction: Direction): Leaf {
    const leaves = def.options.map((option) => {
      const { schema, def: inner } = bare(option, direction);
      return inner.type === 'object' || inner.type === 'array'
        ? jsonScalar
        : this.#leaf(schema, inner, place, direction);
    });
    return leaves.includes(jsonScalar) ? jsonScalar : (leaves[0] ?? jsonScalar);
  }

  #enum(schema: z.core.$ZodType, entries: readonly unknown[], { name, noun }: Place): Leaf {
    const values = entries.filter((value) => typeof value === 'string');
    const members = membersOf(values);
    if (values.length === 0 || Object.keys(members).length < entries.length) return GraphQLString;
    const known =
      this.#enums.get(schema) ??
      [...this.#enums.values()].find((other) => [name, noun].includes(other.name) && hasValues(other, values));
    const type = known ?? new GraphQLEnumType({ name: this.#claim(schema, name), values: members });
    this.#enums.set(schema, type);
    return type;
  }

  /** @throws Error for two shapes of one name */
  #claim(schema: z.core.$ZodType, place: string, suffix = ''): string {
    const name = (typeNames.get(schema)?.name ?? place) + suffix;
    if (this.#taken.has(name))
      throw new Error(`Two shapes are called ${name}: register a name for one of them in typeNames.`);
    this.#taken.add(name);
    return name;
  }
}

function hasValues(type: GraphQLEnumType, values: readonly string[]): boolean {
  const members = type.getValues();
  return members.length === values.length && members.every(({ value }) => values.includes(value));
}

/** Members are called like the values at every other door, as far as GraphQL allows: `-createdAt` is `createdAt_desc`. */
function membersOf(values: readonly string[]) {
  const sorts = values.some((value) => value.startsWith('-'));
  return Object.fromEntries(
    values.map((value) => {
      const name = value
        .replace(/^-/u, '')
        .replace(/\W/gu, '_')
        .replace(/^(?=\d)/u, '_');
      return [sorts ? `${name}_${value.startsWith('-') ? 'desc' : 'asc'}` : name, { value }];
    }),
  );
}

/** A default as a caller would have written it. */
function outside(type: GraphQLNullableInputType, value: unknown): unknown {
  if (type instanceof GraphQLEnumType) return type.getValues().find((member) => member.value === value)?.name;
  return typeof value === 'object' ? undefined : value;
}

function textType(def: z.core.$ZodStringDef): GraphQLScalarType {
  const format = 'format' in def ? def.format : null;
  switch (format) {
    case 'uuid':
    case 'guid':
      return GraphQLID;
    case 'datetime':
      return dateTimeScalar;
    case 'date':
      return dateScalar;
    default:
      return GraphQLString;
  }
}

function numberType(schema: z.core.$ZodType): GraphQLScalarType {
  if (!(schema instanceof z.ZodNumber) || !schema.isInt) return GraphQLFloat;
  const { minValue, maxValue } = schema;
  const fits = minValue !== null && maxValue !== null && minValue >= GRAPHQL_MIN_INT && maxValue <= GRAPHQL_MAX_INT;
  return fits ? GraphQLInt : safeIntScalar;
}
