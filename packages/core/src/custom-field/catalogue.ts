import { database, type EntityManager } from '@crm/db/orm';
import type { CustomFieldRow } from '@crm/domain/custom-field/custom-field';
import type { ExtensibleName } from '@crm/domain/extension';

/** A field that is in use: live and active. */
export type CustomField = Pick<
  CustomFieldRow,
  | 'id'
  | 'entity'
  | 'key'
  | 'type'
  | 'target'
  | 'options'
  | 'required'
  | 'unique'
  | 'defaultValue'
  | 'validation'
  | 'visibleTo'
  | 'editableBy'
> & { readonly slot: string };

type Fields = ReadonlyMap<ExtensibleName, readonly CustomField[]>;

/** Even a notification that was lost is made up for by then. ms */
const maxAgeMs = 5_000;

/**
 * The definitions of custom fields, kept in memory by each process that listens for their changes (`crm_custom_fields`,
 * `db/listen.ts`). Who does not listen asks the database each time.
 */
export class CustomFieldCatalogue {
  #listening = false;
  #kept: { readonly fields: Fields; readonly until: number } | null = null;
  /** Changes with each `drop`: what was being read meanwhile may be old, and is not kept. */
  #generation = 0;

  setListening(listening: boolean): void {
    this.#listening = listening;
    this.drop();
  }

  /** Definitions have changed. */
  drop(): void {
    this.#generation += 1;
    this.#kept = null;
  }

  /** The fields of a kind of record, in their order. */
  async of(em: EntityManager, entity: ExtensibleName): Promise<readonly CustomField[]> {
    const now = Date.now();
    if (this.#kept !== null && this.#kept.until > now) return this.#kept.fields.get(entity) ?? [];
    const generation = this.#generation;
    const fields = await loadFields(em);
    if (this.#listening && generation === this.#generation) this.#kept = { fields, until: now + maxAgeMs };
    return fields.get(entity) ?? [];
  }
}

async function loadFields(em: EntityManager): Promise<Fields> {
  const rows = await database(em)
    .selectFrom('crm_custom_fields')
    .select([
      'id',
      'entity',
      'key',
      'slot',
      'type',
      'target',
      'options',
      'required',
      'unique',
      'defaultValue',
      'validation',
      'visibleTo',
      'editableBy',
    ])
    .where('deletedAt', 'is', null)
    .where('active', '=', true)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return Map.groupBy(rows, ({ entity }) => entity);
}
