import { DateField } from '@crm/ui/fields/date-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '@crm/domain/workflow/conditions.rules';
import type { WorkflowField } from '@crm/domain/workflow/workflow-fields';
import type { WorkflowEntity } from '@crm/domain/workflow/workflow';
import { readNumber, readString } from '#admin/lib/read.ts';
import { CheckGroup } from '#admin/resource/form/check-group.tsx';
import { IdField } from './id-field.tsx';
import { useRuleWords } from './use-rule-words.ts';

type Value = Comparison['value'];

interface ValueFieldProps {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly entity: WorkflowEntity;
  readonly field: WorkflowField;
  readonly op: Comparison['op'];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** What a field is compared with, or set to: asked for as the field itself is. */
export function ValueField(props: ValueFieldProps) {
  const { entity, field, op, value, onChange, ...frame } = props;
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useRuleWords();
  if (op === 'is_empty' || op === 'is_filled') return null;
  if (op === 'in' || op === 'not_in') return <ListField {...props} />;
  if (field.type === 'number' || op === 'days_ago' || op === 'within_days') {
    return <NumberField {...frame} value={readNumber(value)} onChange={onChange} />;
  }
  const text = readString(value) ?? '';
  switch (field.type) {
    case 'boolean':
      return (
        <SelectField
          {...frame}
          placeholder=""
          value={value === true ? 'yes' : value === false ? 'no' : ''}
          options={(['yes', 'no'] as const).map((known) => ({ value: known, label: vocabulary(known) }))}
          onChange={(next) => onChange(next === 'yes')}
        />
      );
    case 'choice':
      return (
        <SelectField
          {...frame}
          placeholder=""
          value={text}
          options={field.options.map((known) => ({ value: known, label: words.option(entity, field.name, known) }))}
          onChange={onChange}
        />
      );
    case 'moment':
    case 'day':
      return <DateField {...frame} value={text === '' ? undefined : text.slice(0, 10)} onChange={onChange} />;
    case 'id':
      return <IdField {...frame} of={field.name.split('.').at(-1) ?? ''} value={text} onChange={onChange} />;
    case 'text':
      return <TextField {...frame} maxLength={300} value={text} onChange={onChange} />;
  }
}

/** Several values: ticked where they are known, else typed and parted by commas. */
function ListField({ name, label, error, entity, field, value, onChange }: ValueFieldProps) {
  const { t } = useTranslation('rules');
  const words = useRuleWords();
  const list = Array.isArray(value) ? value.map(String) : [];
  if (field.type === 'choice') {
    return (
      <CheckGroup
        legend={label}
        options={field.options.map((known) => ({ value: known, label: words.option(entity, field.name, known) }))}
        value={list}
        onChange={(chosen) => onChange([...chosen])}
        hint={error}
      />
    );
  }
  const read = (text: string) => {
    const parts = text.split(',').map((part) => part.trimStart());
    return field.type === 'number' ? parts.map(Number).filter(Number.isFinite) : parts;
  };
  return (
    <TextField
      name={name}
      label={label}
      error={error}
      hint={t('listHint')}
      value={list.join(', ')}
      onChange={(text) => onChange(text === '' ? [] : read(text))}
    />
  );
}
