import { getNamedType, isLeafType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import type { Answer, CallOptions, TestClient } from './test-api.ts';

const errorShape = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.looseObject({ code: z.string(), requestId: z.string(), details: z.looseObject({}).optional() }),
});

const bodyShape = z.strictObject({
  data: z.record(z.string(), z.unknown()).nullable().optional(),
  errors: z.array(errorShape).min(1).optional(),
  extensions: z.looseObject({}).optional(),
});

export interface GraphqlTestAnswer {
  readonly http: Answer;
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: z.output<typeof errorShape>[];
  /** The codes of the errors, each once. */
  readonly codes: readonly string[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Sends a request to `/graphql`, and checks that the answer has the form that every answer has. */
export async function ask(
  client: TestClient,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  options: CallOptions & { readonly more?: object } = {},
): Promise<GraphqlTestAnswer> {
  const { more, ...call } = options;
  const http = await client.call('POST', '/graphql', { query, variables, ...more }, call);
  const { data, errors = [], extensions = {} } = bodyShape.parse(http.body);
  return {
    http,
    data: data ?? {},
    errors,
    codes: [...new Set(errors.map((error) => error.extensions.code))],
    extensions,
  };
}

/** The field of `Query` or `Mutation` that calls a procedure. */
export function fieldOf(schema: GraphQLSchema, procedure: string): GraphQLField<unknown, unknown> {
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}),
  );
  const field = fields.find(({ extensions }) => extensions['procedure'] === procedure);
  if (!field) throw new Error(`GraphQL has no field for ${procedure}.`);
  return field;
}

/** A request for one field with these arguments, and of its answer no more than the type. */
export function requestFor(type: 'query' | 'mutation', field: GraphQLField<unknown, unknown>, given: object): string {
  const args = field.args.filter(({ name }) => name in given);
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${type} ${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`}${selection} }`;
}

/** Its variables: numbers that came as words of a query string are numbers here. */
export function variablesFor({ args }: GraphQLField<unknown, unknown>, given: object): Record<string, unknown> {
  const numbers = new Set(['Int', 'SafeInt', 'Float']);
  return Object.fromEntries(
    Object.entries(given).map(([name, value]: [string, unknown]) => {
      const type = args.find((arg) => arg.name === name)?.type;
      return [name, type && numbers.has(getNamedType(type).name) ? Number(value) : value];
    }),
  );
}
