import { z } from 'zod';
import { exposedProcedures, type ExposedProcedure } from '@crm/api/rest/procedures';
import { appRouter } from '@crm/api/trpc/app-router';
import { printType, type JsonSchema } from '@crm/client/print-type';
import { eventKinds } from '@crm/domain/events';
import { errorCodes } from '@crm/domain/errors';
import { resources } from '@crm/domain/registry';

/**
 * The router's types without the router: what `@crm/client` ships, so that whoever installs it needs nothing of ours.
 * Each row is said once, under its resource's name.
 */
export function renderClientTypes(): string {
  const names = z.registry<{ id: string }>();
  const rows = Object.values(resources).map(({ name, row }) => {
    const id = pascalCase(name);
    names.add(row, { id });
    return `export type ${id} = ${printType(toSchema(row, 'output', z.registry()))};`;
  });
  const routers = Map.groupBy(exposedProcedures(appRouter), ({ name }) => name.split('.')[0] ?? '');
  const procedures = [...routers].map(([router, list]) => {
    const lines = list.map((procedure) => printProcedure(procedure, names));
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

${rows.join('\n\n')}

export type Procedures = {
${procedures.join('\n')}
};
`;
}

const kinds = { query: 'QueryOf', mutation: 'MutationOf', subscription: 'SubscriptionOf' } as const;

function printProcedure({ name, type, input, output }: ExposedProcedure, names: Names): string {
  const takes = input === null ? 'void' : printType(toSchema(input, 'input', names));
  const [, verb = ''] = name.split('.');
  const gives =
    output === null
      ? type === 'subscription'
        ? '{ id: string; data: LiveEvent }'
        : 'void'
      : printType(toSchema(output, 'output', names));
  return `    ${verb}: ${kinds[type]}<${takes}, ${gives}>;`;
}

type Names = ReturnType<typeof z.registry<{ id: string }>>;

function toSchema(schema: z.ZodType, io: 'input' | 'output', metadata: Names): JsonSchema {
  return z.toJSONSchema(schema, { io, metadata, unrepresentable: 'any' }) as JsonSchema;
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}
