import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { SelectField } from '@crm/ui/fields/select-field';
import { useTranslation } from 'react-i18next';
import {
  createdEntities,
  type CreatedEntity,
  type PlainAction,
  type WorkflowEntity,
} from '@crm/domain/workflow/workflow';
import { creatableFields } from '@crm/domain/workflow/workflow-fields';
import { sources } from '@crm/domain/workflow/workflow.rules';
import type { FieldErrors } from '#admin/resource/form/use-field-issues.ts';
import { FieldSelect } from './field-select.tsx';
import classes from './rules.module.css';
import { useRuleWords } from './use-rule-words.ts';
import { ValueField } from './value-field.tsx';

type CreateAction = Extract<PlainAction, { do: 'create_record' }>;
type Filled = CreateAction['values'][number];

interface CreateRecordFieldsProps {
  readonly entity: WorkflowEntity;
  /** Where the step stands in the rule: `actions.0`. */
  readonly path: string;
  readonly errors: FieldErrors;
  readonly value: CreateAction;
  readonly onChange: (action: CreateAction) => void;
}

/** The first fields of a new record: those that it cannot be without. */
export function emptyValues(entity: CreatedEntity): Filled[] {
  const needed = creatableFields(entity).filter(({ required }) => required);
  return (needed.length > 0 ? needed : creatableFields(entity).slice(0, 1)).map(({ name }) => ({ field: name }));
}

/** Which record a step creates, and what each of its fields shall be: a value, or what the rule's record has. */
export function CreateRecordFields({ entity, path, errors, value, onChange }: CreateRecordFieldsProps) {
  const { t } = useTranslation('rules');
  const { t: vocabulary } = useTranslation('vocabulary');
  const fields = creatableFields(value.entity);
  const free = fields.filter(({ name }) => value.values.every(({ field }) => field !== name));
  const put = (at: number, next: Filled) =>
    onChange({ ...value, values: value.values.map((old, index) => (index === at ? next : old)) });
  return (
    <>
      <SelectField
        name={`${path}.entity`}
        label={t('created')}
        error={errors[`${path}.values`]}
        value={value.entity}
        options={createdEntities.map((each) => ({ value: each, label: vocabulary(`noun.${each}`) }))}
        onChange={(created) => onChange({ do: 'create_record', entity: created, values: emptyValues(created) })}
      />
      {value.values.map((filled, at) => (
        <FilledField
          key={filled.field}
          entity={entity}
          created={value.entity}
          path={`${path}.values.${at}`}
          errors={errors}
          value={filled}
          onChange={(next) => put(at, next)}
          onDrop={
            value.values.length > 1 ? () => onChange({ ...value, values: value.values.toSpliced(at, 1) }) : undefined
          }
        />
      ))}
      {free.length > 0 && (
        <FieldSelect
          // A new one for each field that was taken over into the list above.
          key={value.values.length}
          name={`${path}.more`}
          label={t('fillAlso')}
          error={undefined}
          value=""
          fields={free}
          onChange={(field) => onChange({ ...value, values: [...value.values, { field }] })}
        />
      )}
    </>
  );
}

interface FilledFieldProps {
  readonly entity: WorkflowEntity;
  readonly created: CreatedEntity;
  readonly path: string;
  readonly errors: FieldErrors;
  readonly value: Filled;
  readonly onChange: (filled: Filled) => void;
  readonly onDrop: (() => void) | undefined;
}

function FilledField({ entity, created, path, errors, value, onChange, onDrop }: FilledFieldProps) {
  const { t } = useTranslation('rules');
  const words = useRuleWords();
  const field = creatableFields(created).find(({ name }) => name === value.field);
  const label = words.field(value.field);
  const taken = value.from !== undefined;
  const error = errors[`${path}.value`] ?? errors[`${path}.from`] ?? errors[`${path}.field`];
  return (
    <div className={classes.card} role="group" aria-label={label}>
      <div className={classes.head}>
        <span className={classes.title}>{label}</span>
        <Button
          size="small"
          variant="ghost"
          onClick={() => onChange(taken ? { field: value.field } : { field: value.field, from: '' })}
        >
          {t(taken ? 'giveValue' : 'takeOver')}
        </Button>
        {onDrop && (
          <IconButton size="small" variant="ghost" icon="trash" label={t('dropOf', { what: label })} onClick={onDrop} />
        )}
      </div>
      {taken ? (
        <FieldSelect
          name={`${path}.from`}
          label={t('takenFrom')}
          error={error}
          value={value.from ?? ''}
          fields={sources(entity)}
          onChange={(from) => onChange({ field: value.field, from })}
        />
      ) : (
        field && (
          <ValueField
            name={`${path}.value`}
            label={t('value')}
            error={error}
            entity={created}
            field={field}
            op="equals"
            value={value.value}
            onChange={(next) =>
              onChange({ field: value.field, ...(next !== undefined && typeof next !== 'object' && { value: next }) })
            }
          />
        )
      )}
    </div>
  );
}
