import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { territory, type TerritoryRow } from '@crm/domain/territory/territory';
import { api } from '#admin/lib/trpc.ts';
import { CountriesField } from '#admin/resource/form/countries-field.tsx';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { TeamLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';

type TerritoryValues = Pick<TerritoryRow, 'name' | 'countries' | 'teamId'>;

/** Creates a territory, or changes one. */
export function TerritoryForm({ id, onClose }: FormProps) {
  return (
    <WithRecord resource="territory" id={id} get={api.territory.get} onClose={onClose}>
      {(row) => <Fields row={row} onClose={onClose} />}
    </WithRecord>
  );
}

function Fields({ row, onClose }: { readonly row: TerritoryRow | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const labels: FieldLabels<TerritoryValues> = {
    name: vocabulary('field.title'),
    countries: vocabulary('field.countries'),
    teamId: vocabulary('field.team'),
  };
  const form = useRecordForm({
    resource: 'territory',
    api: api.territory,
    definition: territory,
    row,
    valuesOf: (of): TerritoryValues => ({
      name: of?.name ?? '',
      countries: of?.countries ?? [],
      teamId: of?.teamId ?? '',
    }),
    onSaved: useFormSaved('territory', onClose),
  });
  const fields = makeFields(form, labels);
  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('service.create.territory')}
      submit={row ? frame('form.save') : t('service.submit')}
      labels={labels}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={100} />
      <CountriesField
        name="countries"
        label={labels.countries}
        error={form.errors.countries}
        required
        value={form.values.countries}
        onChange={(countries) => form.set('countries', [...countries])}
      />
      <TeamLookup
        name="teamId"
        label={labels.teamId}
        hint={t('service.territoryHint')}
        error={form.errors.teamId}
        required
        value={form.values.teamId === '' ? null : form.values.teamId}
        known={row?.team}
        onChange={(id) => form.set('teamId', id ?? '')}
      />
    </FormDrawer>
  );
}
