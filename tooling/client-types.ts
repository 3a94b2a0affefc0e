import { z } from 'zod';
import { exposedProcedures, type ExposedProcedure } from '@crm/api/rest/procedures';
import { appRouter } from '@crm/api/trpc/app-router';
import { printType, type JsonSchema } from '@crm/client/print-type';
import { eventKinds } from '@crm/domain/events';
import { errorCodes } from '@crm/domain/errors';
import { resources } from '@crm/domain/registry';
import { schemaNames } from '@crm/domain/schema-names';

/**
 * The router's types without the router: what `@crm/client` ships, so that whoever installs it needs nothing of ours.
 * Each row and what makes or changes it are said once, under their names.
 */
export function renderClientTypes(): string {
  const named = Object.values(resources).flatMap(({ row, create, update }) => [
    printNamed(row, 'output'),
    printNamed(create, 'input'),
    printNamed(update, 'input'),
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

${named.join('\n\n')}

export type Procedures = {
${procedures.join('\n')}
};
`;
}

const kinds = { query: 'QueryOf', mutation: 'MutationOf', subscription: 'SubscriptionOf' } as const;

function printProcedure({ name, type, input, output }: ExposedProcedure): string {
  const takes = input === null ? 'void' : printType(toSchema(input, 'input', schemaNames));
  const [, verb = ''] = name.split('.');
  const gives =
    output === null
      ? type === 'subscription'
        ? '{ id: string; data: LiveEvent }'
        : 'void'
      : printType(toSchema(output, 'output', schemaNames));
  return `    ${verb}: ${kinds[type]}<${takes}, ${gives}>;`;
}

/** A schema that has a name, as the type of that name. */
function printNamed(schema: z.ZodObject, io: 'input' | 'output'): string {
  const name = schemaNames.get(schema)?.id ?? '';
  // Without its own name, or it would refer to itself.
  return `export type ${name} = ${printType(toSchema(schema, io, z.registry()))};`;
}

function toSchema(schema: z.ZodType, io: 'input' | 'output', metadata: typeof schemaNames): JsonSchema {
  return z.toJSONSchema(schema, { io, metadata, unrepresentable: 'any' }) as JsonSchema;
}
