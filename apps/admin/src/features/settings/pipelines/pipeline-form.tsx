import { Checkbox } from '@crm/ui/controls/checkbox';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { pipeline, type PipelineRow } from '@crm/domain/pipeline/pipeline';
import { api } from '#admin/lib/trpc.ts';
import { useActiveCurrencies } from '#admin/resource/billing/use-active-currencies.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import classes from '../settings.module.css';

type PipelineValues = Pick<PipelineRow, 'name' | 'currency' | 'position' | 'isDefault'>;

/** Creates a pipeline, or changes one. Its stages are changed in the list. */
export function PipelineForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="pipeline" id={id} get={api.pipeline.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: PipelineRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const labels: FieldLabels<PipelineValues> = {
    name: vocabulary('field.title'),
    currency: vocabulary('field.currency'),
    position: vocabulary('field.position'),
    isDefault: vocabulary('field.isDefault'),
  };
  const form = useRecordForm({
    resource: 'pipeline',
    api: api.pipeline,
    definition: pipeline,
    row,
    valuesOf: (of): PipelineValues => ({
      name: of?.name ?? '',
      currency: of?.currency ?? 'EUR',
      position: of?.position ?? Number(preset['position'] ?? 0),
      isDefault: of?.isDefault ?? false,
    }),
    onSaved: useFormSaved('pipeline', onClose),
  });
  const fields = makeFields(form, labels);

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('pipeline.create')}
      submit={row ? frame('form.save') : t('pipeline.submit')}
      labels={labels}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={100} />
      <SelectField {...fields.choice('currency', useActiveCurrencies(form.values.currency))} />
      {row?.isDefault !== true && (
        <div className={classes.group}>
          <Checkbox visibleLabel {...fields.flag('isDefault')} />
          <p className={classes.hint}>{t('pipeline.defaultHint')}</p>
        </div>
      )}
    </FormDrawer>
  );
}
