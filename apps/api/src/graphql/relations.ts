import { z } from 'zod';
import type { References } from '@crm/db/references';
import { typeNames } from '@crm/domain/type-names';
import { camel, pascal } from './names.ts';
import type { Noun } from './nouns.ts';
import { bare } from './shapes.ts';

/** The record that a key of the row points to. */
interface ToOne {
  readonly kind: 'one';
  readonly name: string;
  readonly key: string;
  readonly target: Noun;
}

/** The record that a key of the row points to, of the kind that another key tells: what an activity is about. */
interface ToAny {
  readonly kind: 'any';
  readonly name: string;
  readonly key: string;
  readonly typeKey: string;
  readonly targets: ReadonlyMap<string, Noun>;
  /** What the kinds are together: `Subject`. */
  readonly union: string;
}

/** The records that point to this one under the key `by`. */
interface ToMany {
  readonly kind: 'many';
  readonly name: string;
  readonly target: Noun;
  readonly by: string;
  /** What the filter says besides: the kind of this record, where records of several kinds are pointed to. */
  readonly filter: Readonly<Record<string, string>>;
}

export type Relation = ToOne | ToAny | ToMany;

/**
 * What leads from each noun to others. Nothing of it is written by hand: the database's foreign keys tell what a row
 * points to, and each way that a list can be filtered by leads back.
 */
export function relationsOf(nouns: readonly Noun[], references: References): ReadonlyMap<Noun, readonly Relation[]> {
  const relations = new Map<Noun, Relation[]>(nouns.map((noun) => [noun, [...toOnes(noun), ...toAnys(noun, nouns)]]));
  for (const child of nouns) {
    for (const by of waysBack(child)) {
      const way = relations.get(child)?.find((relation) => relation.kind !== 'many' && relation.key === by);
      if (way?.kind === 'one') add(way.target, child, by, {}, way.name);
      if (way?.kind === 'any' && canFilter(child, way.typeKey)) {
        for (const [type, target] of way.targets) add(target, child, by, { [way.typeKey]: type }, way.name);
      }
    }
  }
  return relations;

  function toOnes({ table, row }: Noun): ToOne[] {
    return [...(references.get(table ?? '') ?? [])].flatMap(([key, targetTable]) => {
      const target = nouns.find((noun) => noun.table === targetTable && noun.getMany);
      const name = key === 'assignedTo' ? 'owner' : key.replace(/Id$/u, '');
      return target && row && key in row.shape && name !== key ? [{ kind: 'one', name, key, target }] : [];
    });
  }

  function add(parent: Noun, child: Noun, by: string, filter: Readonly<Record<string, string>>, way: string): void {
    const own = relations.get(parent) ?? [];
    const isPlain = way === camel(parent.name) || way === 'owner' || Object.keys(filter).length > 0;
    const plain = isPlain ? child.plural : `${child.plural}By${way.charAt(0).toUpperCase()}${way.slice(1)}`;
    const taken = plain in (parent.row?.shape ?? {}) || own.some((relation) => relation.name === plain);
    own.push({ kind: 'many', name: taken ? `${plain}List` : plain, target: child, by, filter });
  }
}

function toAnys({ type: noun, row }: Noun, nouns: readonly Noun[]): ToAny[] {
  return Object.entries(row?.shape ?? {}).flatMap(([typeKey, schema]) => {
    const way = /^(\w+)Type$/u.exec(typeKey)?.[1];
    const { def, schema: kinds } = bare(schema, 'output');
    if (way === undefined || def.type !== 'enum' || !row || !(`${way}Id` in row.shape)) return [];
    // An activity has a subject of its own: the words it begins with.
    const name = way in row.shape ? `${way}Record` : way;
    const targets = Object.values(def.entries).flatMap((type) => {
      const target = nouns.find(({ name, getMany }) => camel(name) === camel(String(type)) && getMany);
      return target ? [[String(type), target] as const] : [];
    });
    const union = (typeNames.get(kinds)?.name ?? noun + pascal(typeKey)).replace(/Type$/u, '');
    const relation = { kind: 'any', name, key: `${way}Id`, typeKey, targets: new Map(targets), union } as const;
    return targets.length === 0 ? [] : [relation];
  });
}

function canFilter({ list }: Noun, key: string): boolean {
  const filter = list?.input?.shape['filter'];
  const schema = filter && bare(filter, 'input').schema;
  return schema instanceof z.ZodObject && key in schema.shape;
}

/** The keys that a noun's rows can be read for many parents by. */
function waysBack({ listFor }: Noun): readonly string[] {
  const by = listFor?.input?.shape['by'];
  return by instanceof z.ZodEnum ? by.options.map(String) : [];
}
