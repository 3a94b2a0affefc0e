import { Checkbox } from '@crm/ui/controls/checkbox';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customFieldTypes, linkTargets, type CustomFieldRow } from '@crm/domain/custom-field/custom-field';
import type { ExtensibleName } from '@crm/domain/extension';
import { roles, type Role } from '@crm/domain/permissions';
import { api } from '#admin/lib/trpc.ts';
import { CustomInput } from '#admin/resource/custom/custom-input.tsx';
import { CheckGroup } from '#admin/resource/form/check-group.tsx';
import { SaveDrawer } from '../save-drawer.tsx';
import classes from '../settings.module.css';
import { useSave } from '../use-save.ts';
import { labelIn } from '#admin/resource/custom/custom-fields.ts';
import { changeableOf, customFieldValues, type CustomFieldValues } from './custom-field-values.ts';
import { LabelFields } from './label-fields.tsx';
import { OptionFields } from './option-fields.tsx';

interface CustomFieldDrawerProps {
  readonly row: CustomFieldRow | undefined;
  readonly entity: ExtensibleName;
  readonly nextPosition: number;
  readonly onClose: () => void;
}

/** Gives a kind of record a field, or changes one. */
export function CustomFieldDrawer({ row, entity, nextPosition, onClose }: CustomFieldDrawerProps) {
  const { t, i18n } = useTranslation('setup');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const [first] = useState(() => customFieldValues(row, nextPosition));
  const [values, setValues] = useState(first);
  const change = (changes: Partial<CustomFieldValues>) => setValues((before) => ({ ...before, ...changes }));
  const { save, isPending, error, errors } = useSave((data: CustomFieldValues) => write(row, entity, data), {
    router: 'custom_field',
    name: labelIn(values.label, i18n.language),
    isNew: row === undefined,
    onSaved: onClose,
  });
  const isChoice = values.type === 'choice' || values.type === 'multi_choice';

  return (
    <SaveDrawer
      title={row ? frame('form.edit', { name: labelIn(row.label, i18n.language) }) : t('custom.create')}
      submit={row ? frame('form.save') : t('custom.submit')}
      isDirty={values !== first}
      isPending={isPending}
      error={error}
      onSubmit={() => save(values)}
      onClose={onClose}
    >
      <LabelFields
        name="label"
        legend={t('custom.label')}
        errors={errors}
        value={values.label}
        onChange={(label) => change({ label })}
      />
      {row === undefined && (
        <FormGrid columns={2}>
          <TextField
            name="key"
            label={t('custom.key')}
            hint={t('custom.keyHint')}
            required
            maxLength={50}
            error={errors['key']}
            value={values.key}
            onChange={(key) => change({ key })}
          />
          <SelectField
            name="type"
            label={vocabulary('field.type')}
            hint={t('custom.typeHint')}
            error={errors['type']}
            value={values.type}
            options={customFieldTypes.map((value) => ({ value, label: t(`custom.types.${value}`) }))}
            onChange={(type) =>
              change({ type, options: [], defaultValue: null, target: type === 'link' ? 'account' : null })
            }
          />
          {values.type === 'link' && (
            <SelectField
              name="target"
              label={t('custom.target')}
              error={errors['target']}
              value={values.target ?? ''}
              options={linkTargets.map((value) => ({ value, label: t(`resource.${value}`) }))}
              onChange={(target) => change({ target })}
            />
          )}
        </FormGrid>
      )}
      {isChoice && <OptionFields errors={errors} value={values.options} onChange={(options) => change({ options })} />}
      <CustomInput
        field={values}
        name="defaultValue"
        label={t(values.type === 'boolean' ? 'custom.defaultYes' : 'custom.default')}
        hint={t('custom.defaultHint')}
        error={errors['defaultValue']}
        value={values.defaultValue}
        onChange={(defaultValue) => change({ defaultValue })}
      />
      <div className={classes.group}>
        <Checkbox
          visibleLabel
          label={t('custom.requiredLong')}
          checked={values.required}
          onChange={(required) => change({ required })}
        />
        <Checkbox
          visibleLabel
          label={t('custom.uniqueLong')}
          checked={values.unique}
          onChange={(unique) => change({ unique })}
        />
        <Checkbox
          visibleLabel
          label={t('custom.activeLong')}
          checked={values.active}
          onChange={(active) => change({ active })}
        />
      </div>
      <FormGrid columns={2}>
        <TextField
          name="section"
          label={t('custom.section')}
          maxLength={100}
          error={errors['section']}
          value={values.section ?? ''}
          onChange={(section) => change({ section: section === '' ? null : section })}
        />
        <NumberField
          name="position"
          label={vocabulary('field.position')}
          error={errors['position']}
          value={values.position}
          onChange={(position) => change({ position: position ?? nextPosition })}
        />
      </FormGrid>
      <RolesField
        legend={t('custom.visibleTo')}
        hint={t('custom.visibleHint')}
        value={values.visibleTo}
        onChange={(visibleTo) => change({ visibleTo })}
      />
      <RolesField
        legend={t('custom.editableBy')}
        hint={t('custom.editableHint')}
        value={values.editableBy}
        onChange={(editableBy) => change({ editableBy })}
      />
    </SaveDrawer>
  );
}

interface RolesFieldProps {
  readonly legend: string;
  readonly hint: string;
  readonly value: readonly Role[] | null;
  readonly onChange: (chosen: readonly Role[] | null) => void;
}

/** Some roles, or everybody where none is ticked. Administrators are always among them. */
function RolesField({ legend, hint, value, onChange }: RolesFieldProps) {
  const { t: vocabulary } = useTranslation('vocabulary');
  const options = roles
    .filter((role) => role !== 'admin')
    .map((role) => ({ value: role, label: vocabulary(`role.${role}`) }));
  return (
    <CheckGroup<Role>
      legend={legend}
      hint={hint}
      options={options}
      value={value ?? []}
      onChange={(chosen) => onChange(chosen.length === 0 ? null : chosen)}
    />
  );
}

function write(row: CustomFieldRow | undefined, entity: ExtensibleName, values: CustomFieldValues) {
  const data = changeableOf(values);
  if (row) return api.custom_field.update.mutate({ id: row.id, version: row.version, data });
  const { key, type, target } = values;
  return api.custom_field.create.mutate({ data: { ...data, entity, key, type, target } });
}
