import { BulkBar, type BulkAction } from '@crm/ui/overlays/bulk-bar';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommandSubject, useCommands } from '#admin/app/commands/use-commands.ts';
import type { ResourceAssign, ResourceRow, ResourceWrites } from '../resource-api.ts';
import type { FormResource } from '../use-forms.ts';
import { useTrash } from '../use-trash.ts';
import { useMay } from '#admin/lib/session.ts';
import { operableOf } from '../operation/operable.ts';
import { TagDialog } from '../operation/tag-dialog.tsx';
import { useOrder } from '../operation/use-order.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { useAssign } from './use-assign.ts';

interface SelectionBarProps<Row> {
  readonly resource: FormResource;
  readonly api: ResourceWrites<Row>;
  readonly assign?: ResourceAssign<Row> | undefined;
  readonly rows: readonly Row[];
  /** All that match are meant, not only those that are read: how many, and how they are found. */
  readonly all: { readonly count: number; readonly filter: Readonly<Record<string, unknown>> } | undefined;
  /** How many match in all; ticks them too. */
  readonly total: number | undefined;
  readonly onSelectAll: () => void;
  readonly onClear: () => void;
}

/** What can be done with the ticked rows: what the abilities of at least one of them allow. */
export function SelectionBar<Row extends ResourceRow>(props: SelectionBarProps<Row>) {
  const { resource, api, rows, all, onClear } = props;
  const { t } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const [isAssigning, setAssigning] = useState(false);
  const [isTagging, setTagging] = useState(false);
  const may = useMay();
  const operable = may('operation:create') ? operableOf(resource) : undefined;
  const { order, busy: ordering } = useOrder(onClear);
  const { assign, busy } = useAssign(resource, props.assign);
  const { remove } = useTrash(resource, api);
  const count = all?.count ?? rows.length;
  const what = vocabulary(`counted.${resource}`, { count });
  const selection = operable && {
    resource: operable,
    ...(all ? { filter: { ...all.filter } } : { ids: rows.map(({ id }) => id) }),
  };
  useCommandSubject(what);

  const actions: readonly (BulkAction & { readonly shortcut: string })[] = [
    ...(props.assign && rows.some((row) => row.abilities.assign)
      ? [
          {
            id: 'assign',
            label: t('assign.verb'),
            icon: 'contact' as const,
            kbd: 'A',
            shortcut: 'KeyA',
            run: () => setAssigning(true),
          },
        ]
      : []),
    ...(selection
      ? [
          {
            id: 'export',
            label: t('many.export'),
            icon: 'export' as const,
            kbd: 'E',
            shortcut: 'KeyE',
            run: () => order({ ...selection, kind: 'export' }),
          },
        ]
      : []),
    ...(selection && rows.some((row) => row.abilities.update)
      ? [
          {
            id: 'tag',
            label: t('many.tag'),
            icon: 'tag' as const,
            kbd: 'T',
            shortcut: 'KeyT',
            run: () => setTagging(true),
          },
        ]
      : []),
    ...(all === undefined && rows.some((row) => row.abilities.delete)
      ? [
          {
            id: 'delete',
            label: t(resource === 'user' ? 'disable.verb' : 'trash.verb'),
            icon: 'trash' as const,
            kbd: 'Del',
            shortcut: 'Delete',
            run: () => {
              onClear();
              void remove(rows);
            },
          },
        ]
      : []),
  ];
  useCommands([
    ...actions.map(({ id, label, icon, shortcut, run }) => ({
      id: `selection.${id}`,
      label,
      icon,
      shortcut,
      section: 'action' as const,
      run,
    })),
    { id: 'selection.clear', label: t('bulk.clear'), section: 'action', shortcut: 'Escape', run: onClear },
  ]);

  return (
    <>
      <BulkBar
        count={count}
        total={operable && props.total}
        onSelectAll={all ? undefined : props.onSelectAll}
        actions={actions}
        onClear={onClear}
      />
      {isTagging && selection && (
        <TagDialog
          what={what}
          busy={ordering}
          selection={selection}
          onClose={() => setTagging(false)}
          onOrder={order}
        />
      )}
      {isAssigning && (
        <AssignDialog
          what={what}
          busy={busy || ordering}
          onClose={() => setAssigning(false)}
          onAssign={(person) => {
            if (all && selection) {
              order({ ...selection, kind: 'reassign', to: [person.id], withActivities: true });
              return;
            }
            void assign(rows, person).then(() => {
              setAssigning(false);
              onClear();
              return undefined;
            });
          }}
        />
      )}
    </>
  );
}
