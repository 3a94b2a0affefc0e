import { z } from 'zod';

/** In which direction a schema is read: what a caller may send, or what the server answers. */
export type Direction = 'input' | 'output';

export type SchemaDef = z.core.$ZodTypes['_zod']['def'];

/** A schema without its wrappers. */
export interface Bare {
  readonly schema: z.core.$ZodType;
  readonly def: SchemaDef;
  /** May be left out, or be `null`. */
  readonly optional: boolean;
  /** What stands for it when a caller leaves it out. */
  readonly fallback: unknown;
}

/** What is inside `optional`, `nullable`, `default`, pipes and the like. */
export function bare(schema: z.core.$ZodType, direction: Direction): Bare {
  let inner = schema;
  let optional = false;
  let fallback: unknown;
  for (;;) {
    const def = defOf(inner);
    switch (def.type) {
      case 'optional':
      case 'nullable':
        optional = true;
        inner = def.innerType;
        break;
      case 'default':
      case 'prefault':
        optional ||= direction === 'input';
        fallback ??= def.defaultValue;
        inner = def.innerType;
        break;
      case 'nonoptional':
      case 'readonly':
      case 'catch':
        inner = def.innerType;
        break;
      case 'lazy':
        inner = def.getter();
        break;
      case 'pipe':
        inner = sideOf(def, direction);
        break;
      default:
        return { schema: inner, def, optional, fallback };
    }
  }
}

/** A transform has no shape of its own: the other side of its pipe tells what goes in or comes out. */
function sideOf(def: z.core.$ZodPipeDef, direction: Direction): z.core.$ZodType {
  const [near, far] = direction === 'input' ? [def.in, def.out] : [def.out, def.in];
  return defOf(near).type === 'transform' ? far : near;
}

/** The only way from a schema to what it was made of; zod's own tools do the same. */
function defOf(schema: z.core.$ZodType): SchemaDef {
  return (schema as z.core.$ZodTypes)._zod.def;
}

/** The rows of a list's answer `{ items, nextCursor }`; nothing for any other answer. */
export function pagedRow(output: z.ZodType | null): z.ZodObject | null {
  return output instanceof z.ZodObject && 'nextCursor' in output.shape ? itemsOf(output) : null;
}

/** What `items` holds. */
export function itemsOf(output: z.ZodType | null): z.ZodObject | null {
  const items = output instanceof z.ZodObject ? output.shape['items'] : undefined;
  return items instanceof z.ZodArray && items.element instanceof z.ZodObject ? items.element : null;
}
