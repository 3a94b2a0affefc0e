import { NumberField } from '@crm/ui/fields/number-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import type { WorkflowAction } from '@crm/domain/workflow/workflow';
import type { FieldErrors } from '#admin/resource/form/use-field-issues.ts';
import { PeopleFields } from './people-fields.tsx';

type AskAction = Extract<WorkflowAction, { do: 'ask_approval' }>;

interface AskFieldsProps {
  /** Where the step stands in the rule: `actions.0`. */
  readonly path: string;
  readonly errors: FieldErrors;
  readonly value: AskAction;
  readonly onChange: (action: AskAction) => void;
}

/** What a rule asks before it goes on, whom, and for how long it waits. */
export function AskFields({ path, errors, value, onChange }: AskFieldsProps) {
  const { t } = useTranslation('rules');
  return (
    <>
      <TextField
        name={`${path}.question`}
        label={t('question')}
        required
        maxLength={300}
        error={errors[`${path}.question`]}
        value={value.question}
        onChange={(question) => onChange({ ...value, question })}
      />
      <PeopleFields
        path={path}
        hint={t('askHint')}
        errors={errors}
        value={value}
        onChange={(people) => onChange({ ...value, ...people })}
      />
      <NumberField
        name={`${path}.expireAfterDays`}
        label={t('expireAfter')}
        hint={t('expireHint')}
        error={errors[`${path}.expireAfterDays`]}
        value={value.expireAfterDays}
        onChange={(days) => onChange({ ...value, expireAfterDays: days ?? 1 })}
      />
    </>
  );
}
