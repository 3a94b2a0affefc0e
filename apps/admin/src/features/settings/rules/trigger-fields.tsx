import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { useTranslation } from 'react-i18next';
import type { WorkflowEntity, WorkflowTrigger } from '@crm/domain/workflow/workflow';
import { workflowFields } from '@crm/domain/workflow/workflow-fields';
import { CheckGroup } from '#admin/resource/form/check-group.tsx';
import type { FieldErrors } from '#admin/resource/form/use-field-issues.ts';
import { useSession } from '#admin/lib/session.ts';
import { FieldSelect } from './field-select.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { useRuleWords } from './use-rule-words.ts';

const kinds = [
  'created',
  'updated',
  'field_changed',
  'status_changed',
  'form_posted',
  'date_reached',
  'schedule',
  'webhook',
  'manual',
] as const;

const nineOClock = 9 * 60;

interface TriggerFieldsProps {
  readonly entity: WorkflowEntity;
  readonly errors: FieldErrors;
  readonly value: WorkflowTrigger;
  readonly onChange: (trigger: WorkflowTrigger) => void;
}

/** What a rule waits for. */
export function TriggerFields({ entity, errors, value, onChange }: TriggerFieldsProps) {
  const { t } = useTranslation('rules');
  const words = useRuleWords();
  const { timeZone } = useSession();
  const fields = workflowFields(entity);
  const statuses = fields.find(({ name }) => name === 'status')?.options ?? [];
  const chosen = (list: readonly string[]) => (list.length === 0 ? undefined : [...list]);
  const options = statuses.map((status) => ({ value: status, label: words.option(entity, 'status', status) }));

  return (
    <>
      <SelectField
        name="trigger.on"
        label={t('when')}
        error={errors['trigger.on']}
        value={value.on}
        options={kinds
          .filter((on) => on !== 'status_changed' || statuses.length > 0)
          .filter((on) => on !== 'form_posted' || entity === 'lead')
          .map((on) => ({ value: on, label: t(`trigger.${on}`) }))}
        onChange={(on) => onChange(emptyTrigger(on, timeZone))}
      />
      {(value.on === 'field_changed' || value.on === 'date_reached') && (
        <FieldSelect
          name="trigger.field"
          error={errors['trigger.field']}
          value={value.field}
          fields={
            value.on === 'field_changed' ? fields : fields.filter(({ type }) => type === 'moment' || type === 'day')
          }
          onChange={(field) => onChange({ ...value, field })}
        />
      )}
      {value.on === 'date_reached' && (
        <NumberField
          name="trigger.offsetDays"
          label={t('offset')}
          hint={t('offsetHint')}
          error={errors['trigger.offsetDays']}
          value={value.offsetDays}
          onChange={(days) => onChange({ ...value, offsetDays: days ?? 0 })}
        />
      )}
      {value.on === 'schedule' && <ScheduleFields errors={errors} value={value} onChange={onChange} />}
      {value.on === 'status_changed' && (
        <>
          <CheckGroup
            legend={t('from')}
            hint={t('anyStatus')}
            options={options}
            value={value.from ?? []}
            onChange={(from) => onChange({ ...value, from: chosen(from) })}
          />
          <CheckGroup
            legend={t('to')}
            hint={t('anyStatus')}
            options={options}
            value={value.to ?? []}
            onChange={(to) => onChange({ ...value, to: chosen(to) })}
          />
        </>
      )}
    </>
  );
}

function emptyTrigger(on: WorkflowTrigger['on'], timeZone: string): WorkflowTrigger {
  if (on === 'field_changed') return { on, field: '' };
  if (on === 'schedule') return { on, every: 'day', minute: nineOClock, timeZone };
  return on === 'date_reached' ? { on, field: '', offsetDays: 0 } : { on };
}
