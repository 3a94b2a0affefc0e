import { useQuery } from '@tanstack/react-query';
import { SelectField } from '@crm/ui/fields/select-field';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomFieldRow } from '@crm/domain/custom-field/custom-field';
import { extensibleNames, type ExtensibleName } from '@crm/domain/extension';
import { maxPageSize } from '@crm/domain/page-limits';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import type { PartProps } from '../parts.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { SetupList, ShownSwitch, type Shown } from '../setup-list.tsx';
import classes from '../settings.module.css';
import { CustomFieldDrawer } from './custom-field-drawer.tsx';
import { RenameDrawer } from './rename-drawer.tsx';
import { labelIn } from '#admin/resource/custom/custom-fields.ts';
import { toDefinition } from './custom-field-values.ts';
import { useCustomFieldColumns } from './use-custom-field-columns.tsx';

/** The fields that were given to each kind of record: what they hold, who sees them, in which order they stand. */
export function CustomFieldsPart({ notice }: PartProps) {
  const { t, i18n } = useTranslation('setup');
  const { t: settings } = useTranslation('settings');
  const may = useMay();
  const [entity, setEntity] = useState<ExtensibleName>('account');
  const [show, setShow] = useState<Shown>('current');
  const [edited, setEdited] = useState<CustomFieldRow | 'new' | undefined>();
  const [renamed, setRenamed] = useState<CustomFieldRow | undefined>();
  const [leaving, setLeaving] = useState<CustomFieldRow | undefined>();
  const query = useQuery(
    trpc.custom_field.list.queryOptions({
      limit: maxPageSize,
      sort: 'position',
      filter: { entity: [entity] },
      ...(show === 'deleted' && { trash: true }),
    }),
  );
  const rows = (query.data?.items ?? []).map(toDefinition);
  const create = may('custom_field:create') && show === 'current' ? t('custom.create') : undefined;
  const columns = useCustomFieldColumns({ onEdit: setEdited, onRename: setRenamed, onDelete: setLeaving });

  return (
    <>
      <SetupList
        title={settings('part.customFields')}
        create={create}
        onCreate={() => setEdited('new')}
        notice={notice}
        toolbar={
          <Toolbar label={t('custom.of')}>
            <div className={classes.bar}>
              <SelectField
                name="entity"
                label={t('custom.of')}
                error={undefined}
                value={entity}
                options={extensibleNames.map((value) => ({ value, label: t(`resource.${value}`) }))}
                onChange={setEntity}
              />
              {may('custom_field:restore') && <ShownSwitch value={show} onChange={setShow} />}
            </div>
          </Toolbar>
        }
        columns={columns}
        rows={query.data && rows}
        rowLabel={({ label }) => labelIn(label, i18n.language)}
        onOpen={(row) => row.abilities.update && row.deletedAt === null && setEdited(row)}
        error={query.error}
        onRetry={() => void query.refetch()}
        shown={show}
        none={{ title: t('custom.none.title'), reason: t('custom.none.reason') }}
      />
      {edited && (
        <CustomFieldDrawer
          row={edited === 'new' ? undefined : edited}
          entity={entity}
          nextPosition={(rows.at(-1)?.position ?? -1) + 1}
          onClose={() => setEdited(undefined)}
        />
      )}
      {renamed && <RenameDrawer row={renamed} onClose={() => setRenamed(undefined)} />}
      {leaving && (
        <RemoveDialog
          resource="custom_field"
          api={api.custom_field}
          row={{ ...leaving, name: labelIn(leaving.label, i18n.language) }}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}
