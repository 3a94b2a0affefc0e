import type { StoredCustom } from '@crm/db/entities/columns';
import type { CustomInput, ExtensibleName } from '@crm/domain/extension';
import type { ServiceContext } from './context.ts';
import { valueIn } from './custom-field/custom-view.ts';
import { defaultCustom, readCustom } from './custom-field/read-custom.ts';
import { refuseTaken } from './custom-field/taken.ts';

/** The columns of every extensible record: its id in another system, and values of custom fields. */
export interface Extension {
  readonly externalId: string | null;
  readonly custom: StoredCustom;
}

interface NewExtension {
  readonly externalId?: string | null;
  readonly custom?: CustomInput;
  readonly confirmDuplicate?: boolean;
}

/**
 * The extension of a new record, checked. Where nobody was asked for custom values (a process makes one record of
 * another, a verb plans a task) it gets the defaults, and is not refused for what is required and missing.
 * @throws DomainError `validation_failed` naming `custom.<key>`, `duplicate`, `exists_in_trash`
 */
export async function extensionOfNew(
  ctx: ServiceContext,
  entity: ExtensibleName,
  { externalId = null, custom, confirmDuplicate = false }: NewExtension = {},
): Promise<Extension> {
  const values = custom ? await readCustom(ctx, entity, custom, null) : await defaultCustom(ctx, entity);
  const columns = { externalId, custom: values };
  await refuseTaken(ctx, entity, columns, { confirmDuplicate });
  return columns;
}

/**
 * The extension of a record after a change, checked; what it was for whatever was not sent.
 * @throws DomainError `validation_failed` naming `custom.<key>`, `duplicate`
 */
export async function extensionAfter(
  ctx: ServiceContext,
  entity: ExtensibleName,
  record: Extension & { readonly id: string },
  given: { readonly externalId?: string | null | undefined; readonly custom?: CustomInput | undefined },
): Promise<Extension> {
  const after = {
    externalId: given.externalId === undefined ? record.externalId : given.externalId,
    custom: given.custom === undefined ? record.custom : await readCustom(ctx, entity, given.custom, record.custom),
  };
  const fresh = {
    externalId: after.externalId === record.externalId ? null : after.externalId,
    custom: newValues(record.custom, after.custom),
  };
  await refuseTaken(ctx, entity, fresh, record);
  return after;
}

/** The custom values of a record that is made after another of its kind, without those that one record alone may have. */
export async function customOfCopy(
  ctx: ServiceContext,
  entity: ExtensibleName,
  custom: StoredCustom,
): Promise<StoredCustom> {
  const fields = await ctx.ports.customFields.of(ctx.em, entity);
  const single = new Set(fields.filter(({ unique }) => unique).map(({ slot }) => slot));
  return Object.fromEntries(Object.entries(custom).filter(([slot]) => !single.has(slot)));
}

function newValues(before: StoredCustom, after: StoredCustom): StoredCustom {
  const changed = Object.entries(after).filter(
    ([slot, value]) => JSON.stringify(value) !== JSON.stringify(valueIn(before, slot)),
  );
  return Object.fromEntries(changed);
}
