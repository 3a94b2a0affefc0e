import { SelectField } from '@crm/ui/fields/select-field';
import { useTranslation } from 'react-i18next';
import type { WorkflowField } from '@crm/domain/workflow/workflow-fields';
import { useRuleWords } from './use-rule-words.ts';

interface FieldSelectProps {
  readonly name: string;
  readonly label?: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly fields: readonly WorkflowField[];
  readonly onChange: (name: string) => void;
}

/** One of the fields that a rule can speak of, by the name that screens give it. */
export function FieldSelect({ fields, label, ...props }: FieldSelectProps) {
  const { t } = useTranslation('rules');
  const words = useRuleWords();
  return (
    <SelectField
      {...props}
      label={label ?? t('field')}
      required
      placeholder={t('chooseField')}
      options={fields.map(({ name }) => ({ value: name, label: name === 'id' ? t('itself') : words.field(name) }))}
    />
  );
}
