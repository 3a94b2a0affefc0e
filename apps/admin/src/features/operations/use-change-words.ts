import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationItem } from '@crm/domain/operation/operation';
import { useFieldLabel } from '#admin/resource/use-field-label.ts';

const id = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/u;

/** An item as it comes from the API: JSON leaves out what is undefined. */
export interface ShownItem extends Pick<OperationItem, 'id' | 'name' | 'state' | 'error'> {
  readonly changes: Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>>;
  readonly conflicts: readonly { readonly field: string; readonly now?: unknown }[];
}

/** What was changed of a record, or what stands in the way of changing it back, in one line. */
export function useChangeWords(): (item: ShownItem) => string {
  const { t } = useTranslation('operations');
  const label = useFieldLabel();
  return useMemo(() => {
    const show = (value: unknown) => {
      if (value === null || value === undefined || value === '') return t('nothing');
      return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
    };
    return ({ changes, conflicts }) => {
      if (conflicts.length > 0) {
        return conflicts.map(({ field, now }) => t('ours', { field: label(field), now: show(now) })).join(', ');
      }
      return Object.entries(changes)
        .map(([field, { before, after }]) =>
          // Who or what an id stands for is told where the record is.
          [before, after].some((value) => typeof value === 'string' && id.test(value))
            ? label(field)
            : t('changed', { field: label(field), before: show(before), after: show(after) }),
        )
        .join(', ');
    };
  }, [t, label]);
}
