import type { StoredCustom } from '@crm/db/entities/columns';
import type { Actor } from '@crm/domain/actor';
import { customPath } from '@crm/domain/custom-field/custom-field';
import { extensibleNames, isExtensible } from '@crm/domain/extension';
import type { ServiceContext } from '../context.ts';
import type { CustomField } from './catalogue.ts';

/**
 * Whether somebody sees a field: an administrator sees every one, or nobody could look after it; nobody sees any while
 * the feature is switched off.
 */
export function isVisible({ visibleTo }: Pick<CustomField, 'visibleTo'>, { role, featuresOff }: Actor): boolean {
  if (featuresOff.has('crm_feature_custom_fields')) return false;
  return role === 'admin' || visibleTo === null || visibleTo.includes(role);
}

/** Whether somebody may fill a field in. What they cannot see, they cannot change either. */
export function isEditable(field: Pick<CustomField, 'visibleTo' | 'editableBy'>, actor: Actor): boolean {
  const { editableBy } = field;
  return isVisible(field, actor) && (actor.role === 'admin' || editableBy === null || editableBy.includes(actor.role));
}

/** The fields of a kind of record that the caller sees; for him there are no others. */
export async function visibleFields(ctx: ServiceContext, entity: string): Promise<readonly CustomField[]> {
  if (!isExtensible(entity)) return [];
  const fields = await ctx.ports.customFields.of(ctx.em, entity);
  return fields.filter((field) => isVisible(field, ctx.actor));
}

/** What a record shows of its custom values: by key, `null` where there is none. */
export function showCustom(fields: readonly CustomField[], stored: StoredCustom): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ key, slot }) => [key, valueIn(stored, slot)]));
}

/** The value in a slot; `null` for none. */
export function valueIn(stored: StoredCustom, slot: string): unknown {
  return Object.hasOwn(stored, slot) ? (stored[slot] ?? null) : null;
}

type Pairs = Readonly<Record<string, readonly [unknown, unknown]>>;

/** Where a change of a custom value stands in the timeline: by its slot, which no renaming changes. */
const stored = 'custom.';

/** A change of the column `custom` as changes of single fields, for the timeline. */
export function splitCustom(was: unknown, is: unknown): Pairs {
  const [before, after] = [asValues(was), asValues(is)];
  const slots = new Set([...Object.keys(before), ...Object.keys(after)]);
  const pairs = [...slots].map((slot) => [`${stored}${slot}`, [valueIn(before, slot), valueIn(after, slot)]] as const);
  return Object.fromEntries(pairs.filter(([, [was, is]]) => JSON.stringify(was) !== JSON.stringify(is)));
}

/** A column's value as it comes from JSON; nothing for what is none. */
export function asValues(custom: unknown): StoredCustom {
  return typeof custom === 'object' && custom !== null ? { ...custom } : {};
}

type Change = readonly [unknown, unknown];
export type ShowChanges = (entity: string, changes: Readonly<Record<string, Change>>) => Record<string, Change>;

/** Changes as the caller may read them: custom values that he sees, under the names that they have now. */
export async function changesSeenBy(ctx: ServiceContext): Promise<ShowChanges> {
  const seen = new Map<string, readonly CustomField[]>();
  for (const entity of extensibleNames) seen.set(entity, await visibleFields(ctx, entity));
  return (entity, changes) => {
    const shown = Object.entries(changes).flatMap(([name, change]): readonly (readonly [string, Change])[] => {
      if (!name.startsWith(stored)) return [[name, change]];
      const field = seen.get(entity)?.find(({ slot }) => slot === name.slice(stored.length));
      return field ? [[customPath(field.key), change]] : [];
    });
    return Object.fromEntries(shown);
  };
}
