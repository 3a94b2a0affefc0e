import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isExtensible } from '@crm/domain/extension';
import { maxPageSize } from '@crm/domain/page-limits';
import type { Role } from '@crm/domain/permissions';
import { isRecord } from '#admin/lib/read.ts';
import { useMay } from '#admin/lib/session.ts';
import { trpc, type Outputs } from '#admin/lib/trpc.ts';

/** A field as it came over the wire. */
export type CustomDefinition = Outputs['custom_field']['list']['items'][number];

export type CustomOption = CustomDefinition['options'][number];

/** Where a custom field stands among a form's values, in errors, filters, sorts and columns. */
export type CustomPath = `custom.${string}`;

export const customPrefix = 'custom.';
/** Fields change rarely, and whoever changes them is told at once. */
const staleTime = 5 * 60_000;
const none: readonly CustomDefinition[] = [];

export function customPath({ key }: Pick<CustomDefinition, 'key'>): CustomPath {
  return `${customPrefix}${key}`;
}

export function isCustomPath(name: string): name is CustomPath {
  return name.startsWith(customPrefix);
}

/** The fields that this workspace gave to a kind of record, as far as whoever looks may see them. */
export function useCustomFields(resource: string): {
  readonly fields: readonly CustomDefinition[];
  readonly isPending: boolean;
} {
  const may = useMay();
  const enabled = isExtensible(resource) && may('custom_field:read');
  const entity = isExtensible(resource) ? [resource] : [];
  const { data, isPending } = useQuery(
    trpc.custom_field.list.queryOptions(
      { filter: { entity, active: true }, sort: 'position', limit: maxPageSize },
      { enabled, staleTime },
    ),
  );
  return { fields: data?.items ?? none, isPending: enabled && isPending };
}

/** Whether somebody fills a field in; who sees it may read it. */
export function isEditableBy({ editableBy }: Pick<CustomDefinition, 'editableBy'>, role: Role): boolean {
  return role === 'admin' || editableBy === null || editableBy.includes(role);
}

/** What a record holds in a field; `null` for nothing. */
export function customValueOf(row: unknown, { key }: Pick<CustomDefinition, 'key'>): unknown {
  const custom = isRecord(row) ? row['custom'] : undefined;
  return isRecord(custom) ? (custom[key] ?? null) : null;
}

/** A name in the language of whoever reads, or in English. */
export function labelIn(label: CustomDefinition['label'], language: string): string {
  return (language === 'ru' || language === 'ar' ? label[language] : undefined) ?? label.en;
}

/** The names of fields and of their options. */
export function useCustomLabels() {
  const { i18n } = useTranslation();
  return {
    field: ({ label }: Pick<CustomDefinition, 'label'>) => labelIn(label, i18n.language),
    option: ({ options }: { readonly options: readonly CustomOption[] }, key: unknown) => {
      const found = options.find((option) => option.key === key);
      return found ? labelIn(found.label, i18n.language) : String(key);
    },
  };
}

/** Values whose names are paths as the API takes them: `custom.region` stands in `custom` as `region`. */
export function nestCustom<Values extends object>(values: Values): Values {
  const flat = { ...values };
  const custom: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (!isCustomPath(name)) continue;
    custom[name.slice(customPrefix.length)] = value;
    Reflect.deleteProperty(flat, name);
  }
  return Object.keys(custom).length === 0 ? flat : Object.assign(flat, { custom });
}
