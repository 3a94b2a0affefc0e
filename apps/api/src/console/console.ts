import type { AnyTRPCRouter } from '@trpc/server';
import { z } from 'zod';
import { id } from '@crm/domain/scalars';
import { exposedProcedures, type Door, type ExposedProcedure, type RestProcedure } from '../rest/procedures.ts';
import { asRecord } from '../rest/keys.ts';
import { consoleRoutes, type ConsoleRoute } from './console-routes.ts';

export const consolePrefix = '/admin';

/** The parts of an input that have words of their own. */
const parts = ['filter', 'data'] as const;

/** What the platform's console calls: the same procedures under the console's paths and words. */
export function consoleDoor(router: AnyTRPCRouter): Door {
  const procedures = new Map(exposedProcedures(router).map((procedure) => [procedure.name, procedure]));
  return {
    title: 'Gamix CRM for the platform console',
    prefix: consolePrefix,
    needsKey: false,
    procedures: consoleRoutes.map((route) => {
      const procedure = procedures.get(route.procedure);
      if (!procedure) throw new Error(`The console's ${route.method} ${route.path} needs ${route.procedure}.`);
      return toRest(route, procedure);
    }),
  };
}

function toRest(route: ConsoleRoute, procedure: ExposedProcedure): RestProcedure {
  const { method, path, summary } = route;
  const { rest } = procedure.meta;
  return {
    ...procedure,
    input: procedure.input && describeInput(route, procedure.input),
    rest: {
      method,
      path,
      summary: summary ?? rest?.summary ?? procedure.name,
      ...(rest?.status === undefined ? {} : { status: rest.status }),
    },
    adapt: (input) => toInput(route, input),
  };
}

/** The input's schema in the console's words, for the document; the procedure itself checks what comes. */
function describeInput({ path, place = {}, set = {}, ...route }: ConsoleRoute, schema: z.ZodObject): z.ZodObject {
  const taken = new Set([...Object.values(place), ...Object.keys(set)]);
  const shape: Record<string, unknown> = { ...schema.shape };
  for (const part of parts) {
    const names = route[part] ?? {};
    const inner = objectOf(shape[part]);
    if (inner === null) continue;
    const aliases = Map.groupBy(Object.keys(names), (alias) => names[alias]);
    const keys = Object.entries(inner.shape).flatMap(([key, value]) =>
      taken.has(`${part}.${key}`) ? [] : (aliases.get(key) ?? [key]).map((name) => [name, value]),
    );
    shape[part] = z.strictObject(Object.fromEntries(keys));
  }
  for (const [, parameter = ''] of path.matchAll(/:(\w+)/gu)) shape[parameter] = id;
  return z.strictObject(Object.fromEntries(Object.entries(shape).filter(isSchema)));
}

function objectOf(schema: unknown): z.ZodObject | null {
  const inner: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  return inner instanceof z.ZodObject ? inner : null;
}

function isSchema(entry: [string, unknown]): entry is [string, z.ZodType] {
  return entry[1] instanceof z.ZodType;
}

/** An input in the console's words as the procedure takes it. */
function toInput({ place = {}, set = {}, ...route }: ConsoleRoute, input: Record<string, unknown>) {
  const result: Record<string, unknown> = { ...input };
  for (const part of parts) {
    if (part in result) result[part] = renameKeys(asRecord(result[part]), route[part] ?? {});
  }
  for (const [parameter, target] of Object.entries(place)) {
    putAt(result, target, result[parameter]);
    delete result[parameter];
  }
  for (const [target, value] of Object.entries(set)) putAt(result, target, value);
  return result;
}

function renameKeys(values: Record<string, unknown>, names: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [names[key] ?? key, value]));
}

/** @param target `filter.accountId`: a part of the input, and a key in it */
function putAt(input: Record<string, unknown>, target: string, value: unknown): void {
  const [part = '', key = ''] = target.split('.');
  input[part] = { ...asRecord(input[part]), [key]: value };
}
