import { BulkBar, type BulkAction } from '@crm/ui/overlays/bulk-bar';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommandSubject, useCommands } from '#admin/app/commands/use-commands.ts';
import type { ResourceAssign, ResourceRow, ResourceWrites } from '../resource-api.ts';
import type { FormResource } from '../use-forms.ts';
import { useTrash } from '../use-trash.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { useAssign } from './use-assign.ts';

interface SelectionBarProps<Row> {
  readonly resource: FormResource;
  readonly api: ResourceWrites<Row>;
  readonly assign?: ResourceAssign<Row> | undefined;
  readonly rows: readonly Row[];
  readonly onClear: () => void;
}

/** What can be done with the ticked rows: what the abilities of at least one of them allow. */
export function SelectionBar<Row extends ResourceRow>(props: SelectionBarProps<Row>) {
  const { resource, api, rows, onClear } = props;
  const { t } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const [isAssigning, setAssigning] = useState(false);
  const { assign, busy } = useAssign(resource, props.assign);
  const { remove } = useTrash(resource, api);
  const what = vocabulary(`counted.${resource}`, { count: rows.length });
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
    ...(rows.some((row) => row.abilities.delete)
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
      <BulkBar count={rows.length} actions={actions} onClear={onClear} />
      {isAssigning && (
        <AssignDialog
          what={what}
          busy={busy}
          onClose={() => setAssigning(false)}
          onAssign={(person) => {
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
