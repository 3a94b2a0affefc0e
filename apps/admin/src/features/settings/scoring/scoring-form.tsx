import { Checkbox } from '@crm/ui/controls/checkbox';
import { NumberField } from '@crm/ui/fields/number-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { leadScoringRule, type LeadScoringRuleRow } from '@crm/domain/lead/lead-scoring-rule';
import { scoringFields } from '@crm/domain/lead/scoring-fields';
import { useScoreWords } from '#admin/resource/use-score-words.ts';
import { api } from '#admin/lib/trpc.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import { ConditionGroup } from '../rules/condition-group.tsx';
import classes from '../settings.module.css';

type ScoringValues = Pick<LeadScoringRuleRow, 'name' | 'points' | 'conditions' | 'active'>;

/** Writes a rule of scoring, or changes one. */
export function ScoringForm({ id, onClose }: FormProps) {
  return (
    <WithRecord resource="lead_scoring_rule" id={id} get={api.lead_scoring_rule.get} onClose={onClose}>
      {(row) => <Fields row={row} onClose={onClose} />}
    </WithRecord>
  );
}

function Fields({ row, onClose }: { readonly row: LeadScoringRuleRow | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('setup');
  const { t: rules } = useTranslation('rules');
  const { t: settings } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useScoreWords();
  const nameOf = ({ key, name }: Pick<LeadScoringRuleRow, 'key' | 'name'>) => words({ rule: key ?? name });
  const labels: FieldLabels<ScoringValues> = {
    name: vocabulary('field.title'),
    points: t('scoring.points'),
    conditions: rules('conditions'),
    active: t('approval.on'),
  };
  const form = useRecordForm({
    resource: 'lead_scoring_rule',
    api: api.lead_scoring_rule,
    definition: leadScoringRule,
    row,
    valuesOf: (of): ScoringValues => ({
      name: of ? nameOf(of) : '',
      points: of?.points ?? 10,
      conditions: of?.conditions ?? { match: 'all', conditions: [{ field: '', op: 'equals' }] },
      active: of?.active ?? true,
    }),
    onSaved: useFormSaved('lead_scoring_rule', onClose),
  });
  const fields = makeFields(form, labels);
  const { values, errors } = form;
  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: nameOf(row) }) : settings('service.create.lead_scoring_rule')}
      submit={row ? frame('form.save') : settings('service.submit')}
      labels={labels}
      show={(key, of) => (key === 'conditions' ? String(of.conditions.conditions.length) : undefined)}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={80} />
      <NumberField
        name="points"
        label={labels.points}
        hint={t('scoring.pointsHint')}
        error={errors['points']}
        value={values.points}
        onChange={(points) => form.set('points', Math.trunc(points ?? 0))}
      />
      <fieldset className={classes.group}>
        <legend className={classes.legend}>{labels.conditions}</legend>
        <ConditionGroup
          entity="lead"
          fields={scoringFields}
          path="conditions"
          errors={errors}
          value={values.conditions}
          onChange={(conditions) => form.set('conditions', conditions)}
        />
      </fieldset>
      <div className={classes.group}>
        <Checkbox visibleLabel {...fields.flag('active')} />
      </div>
      <p className={classes.hint}>{t('scoring.afterwards')}</p>
    </FormDrawer>
  );
}
