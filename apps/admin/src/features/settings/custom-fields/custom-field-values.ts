import type { CustomFieldRow, CustomFieldType, LinkTarget } from '@crm/domain/custom-field/custom-field';
import type { Role } from '@crm/domain/permissions';
import type { Outputs } from '#admin/lib/trpc.ts';

type Label = CustomFieldRow['label'];

/** An option as it is edited; `isKept` is one that was saved: its key stays, and it is retired, never taken out. */
export interface OptionValues {
  readonly key: string;
  readonly label: Label;
  readonly retired: boolean;
  readonly isKept: boolean;
}

/** What the form of a field holds. */
export interface CustomFieldValues {
  readonly key: string;
  readonly label: Label;
  readonly type: CustomFieldType;
  readonly target: LinkTarget | null;
  readonly options: readonly OptionValues[];
  readonly required: boolean;
  readonly unique: boolean;
  readonly defaultValue: unknown;
  readonly section: string | null;
  readonly position: number;
  readonly active: boolean;
  readonly visibleTo: readonly Role[] | null;
  readonly editableBy: readonly Role[] | null;
}

/** A field as it came over the wire, where a default of nothing may be left out. */
export function toDefinition(row: Outputs['custom_field']['list']['items'][number]): CustomFieldRow {
  return { ...row, defaultValue: row.defaultValue };
}

/** What the form begins with. */
export function customFieldValues(row: CustomFieldRow | undefined, nextPosition: number): CustomFieldValues {
  return {
    key: row?.key ?? '',
    label: row?.label ?? { en: '' },
    type: row?.type ?? 'text',
    target: row?.target ?? null,
    options: row?.options.map((option) => ({ ...option, isKept: true })) ?? [],
    required: row?.required ?? false,
    unique: row?.unique ?? false,
    defaultValue: row?.defaultValue ?? null,
    section: row?.section ?? null,
    position: row?.position ?? nextPosition,
    active: row?.active ?? true,
    visibleTo: row?.visibleTo ?? null,
    editableBy: row?.editableBy ?? null,
  };
}

/** What may be changed of a field that is there; its key has a verb of its own, its type stays. */
export function changeableOf(values: CustomFieldValues) {
  const { key: _key, type: _type, target: _target, options, visibleTo, editableBy, ...rest } = values;
  return {
    ...rest,
    options: options.map(({ isKept: _kept, ...option }) => option),
    visibleTo: visibleTo && [...visibleTo],
    editableBy: editableBy && [...editableBy],
  };
}
