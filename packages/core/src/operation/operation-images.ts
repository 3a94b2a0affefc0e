import { z } from 'zod';
import { database } from '@crm/db/orm';
import type { OperableName } from '@crm/domain/operation/operation';
import type { Image } from '@crm/domain/operation/operation.rules';
import { resources } from '@crm/domain/registry';
import type { ServiceContext } from '../context.ts';
import { asValues } from '../custom-field/custom-view.ts';
import type { RecordEntity } from '../record.ts';
import { targetOf } from './operation-targets.ts';

/** A record's columns at one moment. */
export interface RecordImage {
  readonly version: number;
  readonly fields: Image;
}

const bookkeeping = new Set([
  'id',
  'version',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'deletedAt',
  'custom',
]);
const row = z.looseObject({ id: z.string(), version: z.number(), custom: z.unknown() });

/** What records look like now, by their ids; those that are gone are left out. */
export async function takeImages(
  ctx: ServiceContext,
  resource: OperableName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RecordImage>> {
  const { table } = resources[resource];
  const rows = await database(ctx.em)
    .selectFrom(table as 'crm_leads')
    .selectAll()
    .where('id', 'in', [...ids])
    .where('deletedAt', 'is', null)
    .execute();
  const columns = storedFields(ctx, resource);
  // As JSON has them: images are kept as such.
  const plain = z.array(row).parse(JSON.parse(JSON.stringify(rows)));
  return new Map(plain.map((record) => [record.id, { version: record.version, fields: fieldsOf(record, columns) }]));
}

function fieldsOf(record: z.output<typeof row>, columns: readonly string[]): Image {
  const own = columns.map((name) => [name, record[name] ?? null] as const);
  const custom = Object.entries(asValues(record.custom)).map(([slot, value]) => [`${prefix}${slot}`, value] as const);
  return Object.fromEntries([...own, ...custom]);
}

const prefix = 'custom.';

/** The columns of a record that somebody writes: without bookkeeping, and without what the database computes. */
function storedFields(ctx: ServiceContext, resource: OperableName): readonly string[] {
  return propertiesOf(ctx, resource)
    .filter(({ name, generated }) => !bookkeeping.has(name) && generated === undefined)
    .map(({ name }): string => name);
}

function propertiesOf(ctx: ServiceContext, resource: OperableName) {
  return ctx.em.getMetadata().get(targetOf(resource).entity).props;
}

/** The values of an image as a record takes them: moments as such, fields of a workspace among its others. */
export function toColumns(
  ctx: ServiceContext,
  resource: OperableName,
  record: RecordEntity,
  fields: Image,
): Partial<RecordEntity> {
  const moments = new Set<string>(
    propertiesOf(ctx, resource)
      .filter(({ runtimeType }) => runtimeType === 'Date')
      .map(({ name }) => name),
  );
  const entries = Object.entries(fields);
  const own = entries
    .filter(([name]) => !name.startsWith(prefix))
    .map(([name, value]) => [name, moments.has(name) && typeof value === 'string' ? new Date(value) : value] as const);
  const slots = entries.flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
  );
  const custom = slots.length > 0 ? { custom: withSlots(record, slots) } : {};
  return { ...Object.fromEntries(own), ...custom };
}

function withSlots(record: RecordEntity, slots: readonly (readonly [string, unknown])[]) {
  const all = new Map(Object.entries(record.custom ?? {}));
  for (const [slot, value] of slots) {
    if (value === null) all.delete(slot);
    else all.set(slot, value);
  }
  return Object.fromEntries(all);
}
