import { SelectField } from '@crm/ui/fields/select-field';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { refuseMove } from '@crm/domain/opportunity/stage-gate.rules';
import { usePipelines, useStages } from '#admin/resource/directory.ts';
import type { FieldLabels } from '#admin/resource/form/make-fields.ts';
import type { RecordForm } from '#admin/resource/form/use-record-form.ts';
import type { OpportunityValues } from './opportunity-values.ts';

type DealForm = RecordForm<OpportunityRow, OpportunityValues>;

/** The pipeline and the stage of a form; what nobody chose is what the server would take. */
export function useFormStage({ row, values }: DealForm) {
  const pipelines = usePipelines() ?? [];
  const pipeline =
    pipelines.find(({ id }) => id === values.pipelineId) ??
    pipelines.find(({ isDefault }) => isDefault) ??
    pipelines.at(0);
  const all = (useStages() ?? []).filter(({ pipelineId }) => pipelineId === pipeline?.id);
  const from = all.find(({ id }) => id === row?.stageId);
  // A deal that is there goes only where its stage leads.
  const stages = from ? all.filter((stage) => refuseMove(from, stage, row?.abilities.assign ?? false) === null) : all;
  const stage = stages.find(({ id }) => id === values.stageId) ?? stages.at(0);
  return { pipelines, pipeline, stages, stage };
}

interface StageFieldsProps {
  readonly form: DealForm;
  readonly labels: FieldLabels<OpportunityValues>;
}

/** Where a deal stands. A deal never changes its pipeline. */
export function StageFields({ form, labels }: StageFieldsProps) {
  const { pipelines, pipeline, stages, stage } = useFormStage(form);
  return (
    <>
      <SelectField
        name="pipelineId"
        label={labels.pipelineId}
        error={form.errors['pipelineId']}
        value={pipeline?.id ?? ''}
        options={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
        disabled={form.row !== undefined}
        onChange={(id) => {
          form.set('pipelineId', id);
          form.set('stageId', undefined);
          form.set('probability', undefined);
        }}
      />
      <SelectField
        name="stageId"
        label={labels.stageId}
        error={form.errors['stageId']}
        value={stage?.id ?? ''}
        options={stages.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => {
          form.set('stageId', id);
          // Another stage brings its own.
          form.set('probability', stages.find((other) => other.id === id)?.probability);
        }}
      />
    </>
  );
}
