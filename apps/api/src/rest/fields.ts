import { z } from 'zod';
import { DomainError } from '@crm/domain/errors';
import { bare } from '../graphql/shapes.ts';
import { opaque, toCamel } from './keys.ts';
import type { Row } from './expand.ts';

/** Which keys are wanted, and which of what is in them; `null`: all of it. */
export interface FieldTree extends ReadonlyMap<string, FieldTree | null> {}

const mostFields = 200;

/** `id,account.name` as a tree of keys as rows have them. A key with all that is in it wins over a part of it. */
export function readFields(fields: string): FieldTree {
  const names = fields.split(',');
  if (names.length > mostFields) throw refuse('fields', `Name at most ${mostFields} fields.`);
  const tree = new Map<string, FieldTree | null>();
  for (const name of names) addPath(tree, pathOf(name));
  return tree;
}

/** Below `custom` and the like keys are as somebody wrote them. */
function pathOf(name: string): readonly string[] {
  const [first = '', ...rest] = name.split('.');
  const key = toCamel(first);
  return [key, ...(opaque.has(key) || rest.length === 0 ? rest : pathOf(rest.join('.')))];
}

type Growing = Map<string, FieldTree | null>;

function addPath(tree: Growing, [key = '', ...rest]: readonly string[]): void {
  const below = tree.get(key);
  if (below === null) return;
  if (rest.length === 0) {
    tree.set(key, null);
    return;
  }
  const branch: Growing = new Map(below);
  addPath(branch, rest);
  tree.set(key, branch);
}

/**
 * The paths of a tree that a row cannot have, by its schema. What lies in custom values is another's to tell.
 * @param embedded relation → the schemas of the records that stand in its place
 */
export function unknownFields(
  tree: FieldTree,
  row: z.core.$ZodType,
  embedded: ReadonlyMap<string, readonly z.core.$ZodType[]> = new Map(),
): readonly string[] {
  return [...tree].flatMap(([key, below]) => {
    const inside = embedded.get(key) ?? inner(row, key);
    if (inside === 'anything') return [];
    if (inside.length === 0) return [key];
    if (below === null || opaque.has(key)) return [];
    const unknown = inside.map((schema) => unknownFields(below, schema));
    const inNone = (unknown[0] ?? []).filter((path) => unknown.every((paths) => paths.includes(path)));
    return inNone.map((path) => `${key}.${path}`);
  });
}

/** The schema of what a key holds; none for a key that is not there. */
function inner(schema: z.core.$ZodType, key: string): readonly z.core.$ZodType[] | 'anything' {
  const { def } = bare(schema, 'output');
  switch (def.type) {
    case 'object': {
      const field = Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
      return field ? [field] : [];
    }
    case 'array':
      return inner(def.element, key);
    case 'union':
      return def.options.flatMap((option) => {
        const found = inner(option, key);
        return found === 'anything' ? [z.unknown()] : found;
      });
    case 'record':
    case 'unknown':
    case 'any':
      return 'anything';
    default:
      return [];
  }
}

export function refuse(field: string, message: string): DomainError {
  return new DomainError('bad_request', message, { issues: [{ field, code: 'invalid_value', message }] });
}

/** A value with what was asked for of it. */
export function pick(value: unknown, tree: FieldTree): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, tree));
  if (typeof value !== 'object' || value === null) return value;
  const row: Row = { ...value };
  const kept = [...tree].filter(([key]) => Object.hasOwn(row, key));
  return Object.fromEntries(kept.map(([key, below]) => [key, below === null ? row[key] : pick(row[key], below)]));
}
