import { FormGrid } from '@crm/ui/fields/form-grid';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { gateFields } from '@crm/domain/opportunity/stage-gate.rules';
import { stage, stageKinds, type StageRow } from '@crm/domain/pipeline/pipeline';
import { api } from '#admin/lib/trpc.ts';
import { useStages } from '#admin/resource/directory.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { makeFields } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import { CheckGroup } from '#admin/resource/form/check-group.tsx';
import { stageValues, useStageLabels } from './stage-values.ts';

/** Creates a stage of a pipeline, or changes one. */
export function StageForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="stage" id={id} get={api.stage.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: StageRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const labels = useStageLabels();
  const form = useRecordForm({
    resource: 'stage',
    api: api.stage,
    definition: stage,
    row,
    valuesOf: (of) => stageValues(of, preset),
    onSaved: useFormSaved('stage', onClose),
  });
  const fields = makeFields(form, labels);
  const { pipelineId, requiredFields, allowedNext } = form.values;
  const others = (useStages(pipelineId) ?? []).filter(({ id }) => id !== row?.id);

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('stage.create')}
      submit={row ? frame('form.save') : t('stage.submit')}
      labels={labels}
      show={(key, values) => {
        const names = new Map(others.map(({ id, name }) => [id, name]));
        if (key === 'kind') return vocabulary(`stageKind.${values.kind}`);
        if (key === 'requiredFields') {
          return values.requiredFields.map((field) => vocabulary(`gateField.${field}`)).join(frame('comma'));
        }
        if (key === 'allowedNext') return values.allowedNext.map((id) => names.get(id) ?? id).join(frame('comma'));
        return undefined;
      }}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={100} />
      <SelectField
        {...fields.choice(
          'kind',
          stageKinds.map((value) => ({ value, label: vocabulary(`stageKind.${value}`) })),
        )}
      />
      <FormGrid columns={2}>
        <NumberField {...fields.number('probability')} unit="%" />
        <NumberField {...fields.number('staleAfterDays')} unit={t('stage.days')} />
      </FormGrid>
      <CheckGroup
        legend={labels.requiredFields}
        options={gateFields.map((value) => ({ value, label: vocabulary(`gateField.${value}`) }))}
        value={requiredFields}
        onChange={(chosen) => form.set('requiredFields', chosen)}
      />
      {others.length > 0 && (
        <CheckGroup
          legend={labels.allowedNext}
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={allowedNext}
          hint={t('stage.nextHint')}
          onChange={(chosen) => form.set('allowedNext', chosen)}
        />
      )}
    </FormDrawer>
  );
}
