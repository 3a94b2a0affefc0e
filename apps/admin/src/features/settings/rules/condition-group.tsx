import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { SelectField } from '@crm/ui/fields/select-field';
import { useTranslation } from 'react-i18next';
import type { Comparison, ConditionGroup as Group, Operator } from '@crm/domain/workflow/conditions.rules';
import type { WorkflowEntity } from '@crm/domain/workflow/workflow';
import { askableFields, operatorsOf, type WorkflowField } from '@crm/domain/workflow/workflow-fields';
import type { FieldErrors } from '#admin/resource/form/use-field-issues.ts';
import settings from '../settings.module.css';
import { FieldSelect } from './field-select.tsx';
import classes from './rules.module.css';
import { ValueField } from './value-field.tsx';

const matches = ['all', 'any', 'none'] as const;
const deepest = 3;

interface GroupProps {
  readonly entity: WorkflowEntity;
  /** What can be asked about, where it is not what a rule for such records may ask. */
  readonly fields?: readonly WorkflowField[];
  /** Where it stands in the rule: `conditions`, `conditions.conditions.1`. */
  readonly path: string;
  readonly depth?: number;
  readonly errors: FieldErrors;
  readonly value: Group;
  readonly onChange: (group: Group) => void;
}

/** Conditions that hold together, and groups of them inside. */
export function ConditionGroup({ path, depth = 1, errors, value, onChange, ...about }: GroupProps) {
  const { t } = useTranslation('rules');
  const { conditions } = value;
  const put = (at: number, next: Comparison | Group) =>
    onChange({ ...value, conditions: conditions.map((old, index) => (index === at ? next : old)) });
  const add = (next: Comparison | Group) => onChange({ ...value, conditions: [...conditions, next] });

  return (
    <>
      {conditions.length === 0 ? (
        <p className={settings.hint}>{t('everyRecord')}</p>
      ) : (
        <SelectField
          name={`${path}.match`}
          label={t('matchLabel')}
          error={undefined}
          value={value.match}
          options={matches.map((match) => ({ value: match, label: t(`match.${match}`) }))}
          onChange={(match) => onChange({ ...value, match })}
        />
      )}
      {conditions.map((condition, at) => {
        const place = `${path}.conditions.${at}`;
        const title = 'match' in condition ? t('group') : t('conditionOf', { place: at + 1 });
        return (
          <div key={place} className={classes.card} role="group" aria-label={title}>
            <div className={classes.head}>
              <span className={classes.title}>{title}</span>
              <IconButton
                size="small"
                variant="ghost"
                icon="trash"
                label={t('dropOf', { what: title })}
                onClick={() => onChange({ ...value, conditions: conditions.filter((_, index) => index !== at) })}
              />
            </div>
            {'match' in condition ? (
              <ConditionGroup
                {...about}
                path={place}
                depth={depth + 1}
                errors={errors}
                value={condition}
                onChange={(next) => put(at, next)}
              />
            ) : (
              <Condition {...about} path={place} errors={errors} value={condition} onChange={(next) => put(at, next)} />
            )}
          </div>
        );
      })}
      <span className={classes.verbs}>
        <Button size="small" icon="plus" onClick={() => add({ field: '', op: 'equals' })}>
          {t('addCondition')}
        </Button>
        {depth < deepest && (
          <Button
            size="small"
            variant="ghost"
            icon="plus"
            onClick={() => add({ match: 'any', conditions: [{ field: '', op: 'equals' }] })}
          >
            {t('addGroup')}
          </Button>
        )}
      </span>
    </>
  );
}

interface ConditionProps extends Pick<GroupProps, 'entity' | 'fields'> {
  readonly path: string;
  readonly errors: FieldErrors;
  readonly value: Comparison;
  readonly onChange: (comparison: Comparison) => void;
}

/** One question to one field. */
function Condition({ entity, fields = askableFields(entity), path, errors, value, onChange }: ConditionProps) {
  const { t } = useTranslation('rules');
  const field = fields.find(({ name }) => name === value.field);
  const possible: readonly Operator[] = field ? operatorsOf[field.type] : [];
  return (
    <>
      <FieldSelect
        name={`${path}.field`}
        error={errors[`${path}.field`]}
        value={value.field}
        fields={fields}
        onChange={(name) => onChange({ field: name, op: firstOperator(fields.find((known) => known.name === name)) })}
      />
      {field && (
        <>
          <SelectField
            name={`${path}.op`}
            label={t('operator')}
            error={errors[`${path}.op`]}
            value={value.op}
            options={possible.map((op) => ({ value: op, label: t(`op.${op}`) }))}
            onChange={(op) => onChange({ field: value.field, op })}
          />
          <ValueField
            name={`${path}.value`}
            label={t('value')}
            error={errors[`${path}.value`]}
            entity={entity}
            field={field}
            op={value.op}
            value={value.value}
            onChange={(next) => onChange({ ...value, value: next })}
          />
        </>
      )}
    </>
  );
}

/** The question that is asked of such a field most often. */
function firstOperator(field: WorkflowField | undefined): Operator {
  const possible = field ? operatorsOf[field.type] : [];
  return possible.find((op) => op === 'equals' || op === 'days_ago') ?? 'is_filled';
}
