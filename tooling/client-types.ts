import { z } from 'zod';
import { exposedProcedures, type ExposedProcedure } from '@crm/api/rest/procedures';
import { appRouter } from '@crm/api/trpc/app-router';
import { printType, type JsonSchema } from '@crm/client/print-type';
import { eventKinds } from '@crm/domain/events';
import { isExtensible } from '@crm/domain/extension';
import { errorCodes } from '@crm/domain/errors';
import { resources } from '@crm/domain/registry';
import { schemaNames } from '@crm/domain/schema-names';

/**
 * The router's types without the router: what `@crm/client` ships, so that whoever installs it needs nothing of ours.
 * Each row and what makes or changes it are said once, under their names.
 */
export function renderClientTypes(): string {
  const named = Object.values(resources).flatMap(({ name, row, create, update }) => [
    printNamed(name, row, 'output'),
    printNamed(name, create, 'input'),
    printNamed(name, update, 'input'),
  ]);
  const routers = Map.groupBy(exposedProcedures(appRouter), ({ name }) => name.split('.')[0] ?? '');
  const procedures = [...routers].map(([router, list]) => {
    const lines = list.map((procedure) => printProcedure(procedure));
    return `  ${router}: {\n${lines.join('\n')}\n  };`;
  });
  return `// Made by \`npm run generate\`; what the API says, for programs that have nothing else of it.
import type { TRPCMutationProcedure, TRPCQueryProcedure, TRPCSubscriptionProcedure } from '@trpc/server';

type QueryOf<Input, Output> = TRPCQueryProcedure<{ input: Input; output: Output; meta: unknown }>;
type MutationOf<Input, Output> = TRPCMutationProcedure<{ input: Input; output: Output; meta: unknown }>;
type SubscriptionOf<Input, Output> = TRPCSubscriptionProcedure<{ input: Input; output: Output; meta: unknown }>;

/** A change of a record, told to whoever may see it: read it again. */
export type LiveEvent = { resource: string; id: string; kind: ${eventKinds.map((kind) => JSON.stringify(kind)).join(' | ')} };

export type ErrorCode = ${errorCodes.map((code) => JSON.stringify(code)).join(' | ')};

/** The fields that a workspace gave to its records, by kind; \`crm-client generate\` writes them for one workspace. */
export interface WorkspaceFields {}
type FieldsOf<Kind extends string> = Kind extends keyof WorkspaceFields ? WorkspaceFields[Kind] : Record<string, unknown>;
/** What a record holds in them: \`null\` for nothing. */
export type CustomValues<Kind extends string> = FieldsOf<Kind>;
/** What is written into them; what is not named stays, or gets its default. */
export type CustomInput<Kind extends string> = Partial<FieldsOf<Kind>>;
type Scalar = string | number | boolean;
/** What they must hold: one of some values, or a value within bounds, both included. */
export type CustomFilter<Kind extends string> = {
  [Key in keyof FieldsOf<Kind>]?: Scalar | Scalar[] | { from?: Scalar; to?: Scalar; currency?: string };
};

${named.join('\n\n')}

export type Procedures = {
${procedures.join('\n')}
};
`;
}

const kinds = { query: 'QueryOf', mutation: 'MutationOf', subscription: 'SubscriptionOf' } as const;

function printProcedure({ name, type, input, output }: ExposedProcedure): string {
  const [kind = '', verb = ''] = name.split('.');
  const print = (schema: z.ZodType, io: 'input' | 'output') =>
    printType(nameCustom(toSchema(schema, io, schemaNames), kind, io));
  const takes = input === null ? 'void' : print(input, 'input');
  const gives =
    output === null ? (type === 'subscription' ? '{ id: string; data: LiveEvent }' : 'void') : print(output, 'output');
  return `    ${verb}: ${kinds[type]}<${takes}, ${gives}>;`;
}

/** A schema that has a name, as the type of that name. */
function printNamed(kind: string, schema: z.ZodObject, io: 'input' | 'output'): string {
  const name = schemaNames.get(schema)?.id ?? '';
  // Without its own name, or it would refer to itself.
  return `export type ${name} = ${printType(nameCustom(toSchema(schema, io, z.registry()), kind, io))};`;
}

/** The same schema, in which what a workspace added to a kind of record has a name of its own. */
function nameCustom(schema: JsonSchema, kind: string, io: 'input' | 'output'): JsonSchema {
  const { anyOf, oneOf, allOf, items, properties } = schema;
  const of = properties?.['of']?.const;
  const within = typeof of === 'string' ? of : kind;
  const go = (inner: JsonSchema) => nameCustom(inner, within, io);
  return {
    ...schema,
    ...(anyOf && { anyOf: anyOf.map(go) }),
    ...(oneOf && { oneOf: oneOf.map(go) }),
    ...(allOf && { allOf: allOf.map(go) }),
    ...(items && { items: go(items) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [
          key,
          key === 'custom' && isExtensible(within) ? { $ref: `${customType(value, io)}<"${within}">` } : go(value),
        ]),
      ),
    }),
  };
}

function customType({ additionalProperties }: JsonSchema, io: 'input' | 'output'): string {
  const isCondition = typeof additionalProperties === 'object' && additionalProperties.anyOf !== undefined;
  if (isCondition) return 'CustomFilter';
  return io === 'input' ? 'CustomInput' : 'CustomValues';
}

function toSchema(schema: z.ZodType, io: 'input' | 'output', metadata: typeof schemaNames): JsonSchema {
  return z.toJSONSchema(schema, { io, metadata, unrepresentable: 'any' }) as JsonSchema;
}
