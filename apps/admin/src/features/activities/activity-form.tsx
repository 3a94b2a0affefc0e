import { FormGrid } from '@crm/ui/fields/form-grid';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { activity, activityTypes, priorities, type ActivityRow } from '@crm/domain/activity/activity';
import { useMay, useSession } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields } from '#admin/resource/form/make-fields.ts';
import { MomentField } from '#admin/resource/form/moment-field.tsx';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import { AboutField } from './about-field.tsx';
import { activityValues, fieldsWithout, hasField, useActivityLabels } from './activity-values.ts';
import { useShowActivity } from './use-show-activity.tsx';

const minute = 60;
const directions = ['outbound', 'inbound'] as const;

/** Creates an activity, or changes one. */
export function ActivityForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="activity" id={id} get={api.activity.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: ActivityRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('activities');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const session = useSession();
  const may = useMay();
  const mayAssign = row ? row.abilities.assign : may('activity:assign');
  const labels = useActivityLabels();
  const saved = useFormSaved('activity', onClose);
  const form = useRecordForm({
    resource: 'activity',
    api: api.activity,
    definition: activity,
    row,
    valuesOf: (of) => activityValues(of, preset, mayAssign ? session.id : undefined),
    onSaved: ({ id, subject }, how) => saved({ id, name: subject }, how),
  });
  const fields = makeFields(form, labels);
  const { type, durationSeconds } = form.values;
  const types = activityTypes.map((value) => ({ value, label: vocabulary(`activityType.${value}`) }));
  const ways = directions.map((value) => ({ value, label: vocabulary(`direction.${value}`) }));
  const weights = priorities.map((value) => ({ value, label: vocabulary(`priority.${value}`) }));

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.subject }) : t('create')}
      submit={row ? frame('form.save') : t('submit')}
      labels={labels}
      show={useShowActivity()}
      onClose={onClose}
    >
      <FormGrid columns={2}>
        <SelectField
          {...fields.choice('type', types)}
          onChange={(next) => {
            form.set('type', next);
            for (const field of fieldsWithout(next)) form.set(field, null);
          }}
        />
        <SelectField {...fields.choice('priority', weights)} />
      </FormGrid>
      <TextField {...fields.text('subject')} required maxLength={300} />
      <FormGrid columns={2}>
        <AboutField form={form} label={labels.subjectId} />
      </FormGrid>
      {hasField(type, 'dueAt') && <MomentField {...fields.day('dueAt')} />}
      {hasField(type, 'startsAt') && <MomentField {...fields.day('startsAt')} />}
      {hasField(type, 'endsAt') && <MomentField {...fields.day('endsAt')} />}
      <FormGrid columns={2}>
        {hasField(type, 'direction') && (
          <SelectField {...fields.choice('direction', ways)} placeholder={vocabulary('unknown')} />
        )}
        {hasField(type, 'durationSeconds') && (
          <NumberField
            name="durationSeconds"
            label={labels.durationSeconds}
            error={form.errors['durationSeconds']}
            unit={t('minutes')}
            value={durationSeconds === null ? undefined : durationSeconds / minute}
            onChange={(minutes) => {
              form.set('durationSeconds', minutes === undefined ? null : Math.round(minutes * minute));
            }}
          />
        )}
        {mayAssign && <PersonLookup {...fields.relation('assignedTo')} known={row?.assignee} />}
      </FormGrid>
      {hasField(type, 'outcome') && <TextField {...fields.words('outcome')} maxLength={500} />}
      <TextareaField {...fields.words('body')} maxLength={20_000} rows={type === 'note' ? 6 : 3} />
    </FormDrawer>
  );
}
