import { Checkbox } from '@crm/ui/controls/checkbox';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { workflowEntities, type WorkflowEntity, type WorkflowRow } from '@crm/domain/workflow/workflow';
import { useFieldIssues } from '#admin/resource/form/use-field-issues.ts';
import { SaveDrawer } from '../save-drawer.tsx';
import settings from '../settings.module.css';
import { useSave } from '../use-save.ts';
import { ActionList, actionsFor } from './action-list.tsx';
import { ConditionGroup } from './condition-group.tsx';
import { HookAddress } from './hook-address.tsx';
import { issuesOf, ruleValues, writeRule, type RuleValues } from './rule-values.ts';
import { TriggerFields } from './trigger-fields.tsx';

/** Writes a rule down: when, only if, then. */
export function RuleDrawer({ row, onClose }: { readonly row: WorkflowRow | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('rules');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const issues = useFieldIssues();
  const [first] = useState(() => ruleValues(row));
  const [values, setValues] = useState<RuleValues>(first);
  const [wasRefused, setRefused] = useState(false);
  const change = (changes: Partial<RuleValues>) => setValues((before) => ({ ...before, ...changes }));
  const {
    save,
    isPending,
    error,
    errors: ofServer,
  } = useSave((data: RuleValues) => writeRule(row, data), {
    router: 'workflow',
    name: values.name,
    isNew: row === undefined,
    onSaved: onClose,
  });
  const errors = { ...ofServer, ...(wasRefused && issues.ofSchema(issuesOf(values))) };

  return (
    <SaveDrawer
      title={row ? frame('form.edit', { name: row.name }) : t('create')}
      submit={row ? frame('form.save') : t('submit')}
      isDirty={values !== first}
      isPending={isPending}
      error={error}
      onSubmit={() => {
        const isWrong = issuesOf(values).length > 0;
        setRefused(isWrong);
        if (!isWrong) save(values);
      }}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={vocabulary('field.title')}
        required
        maxLength={150}
        error={errors['name']}
        value={values.name}
        onChange={(name) => change({ name })}
      />
      <SelectField
        name="entity"
        label={t('records')}
        error={errors['entity']}
        value={values.entity}
        // Its fields would mean nothing for another kind of record.
        disabled={row !== undefined}
        options={workflowEntities.map((entity) => ({ value: entity, label: vocabulary(`plural.${entity}`) }))}
        onChange={(entity) => change(anew(entity, values))}
      />
      <TriggerFields
        entity={values.entity}
        errors={errors}
        value={values.trigger}
        onChange={(trigger) => change({ trigger })}
      />
      {values.trigger.on === 'webhook' &&
        (row?.trigger.on === 'webhook' ? (
          <HookAddress id={row.id} />
        ) : (
          <p className={settings.hint}>{t('hook.later')}</p>
        ))}
      <fieldset className={settings.group}>
        <legend className={settings.legend}>{t('conditions')}</legend>
        <ConditionGroup
          entity={values.entity}
          path="conditions"
          errors={errors}
          value={values.conditions}
          onChange={(conditions) => change({ conditions })}
        />
      </fieldset>
      <fieldset className={settings.group}>
        <legend className={settings.legend}>{t('actions')}</legend>
        <ActionList
          entity={values.entity}
          errors={errors}
          value={values.actions}
          onChange={(actions) => change({ actions })}
        />
      </fieldset>
      <div className={settings.group}>
        <Checkbox
          visibleLabel
          label={t('onImport')}
          checked={values.runOnImport}
          onChange={(runOnImport) => change({ runOnImport })}
        />
        <Checkbox
          visibleLabel
          label={t('once')}
          checked={values.oncePerRecord}
          onChange={(oncePerRecord) => change({ oncePerRecord })}
        />
        <NumberField
          name="mostRunsPerHour"
          label={t('mostRuns')}
          error={errors['mostRunsPerHour']}
          value={values.mostRunsPerHour}
          onChange={(most) => change({ mostRunsPerHour: most ?? 1 })}
        />
        <Checkbox
          visibleLabel
          label={t('enabled')}
          checked={values.enabled}
          onChange={(enabled) => change({ enabled })}
        />
      </div>
    </SaveDrawer>
  );
}

/** Another kind of record has other fields: what named them begins anew. */
function anew(entity: WorkflowEntity, { actions }: RuleValues): Partial<RuleValues> {
  return {
    entity,
    trigger: { on: 'created' },
    conditions: { match: 'all', conditions: [] },
    actions: actionsFor(entity, actions),
  };
}
