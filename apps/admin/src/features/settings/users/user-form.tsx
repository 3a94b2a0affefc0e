import { FormGrid } from '@crm/ui/fields/form-grid';
import { PasswordField } from '@crm/ui/fields/password-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { EmailField, TextField } from '@crm/ui/fields/text-field';
import { localeNames } from '@crm/ui/i18n/locale';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '@crm/domain/permissions';
import { locales, type UserRow } from '@crm/domain/user/user';
import { useSession } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { PersonLookup, TeamLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields } from '#admin/resource/form/make-fields.ts';
import { MomentField } from '#admin/resource/form/moment-field.tsx';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import { makeUserApi } from './user-api.ts';
import { userFormDefinition, userValues, useUserLabels } from './user-values.ts';
import { WorkingHoursField } from './working-hours-field.tsx';

/** Creates somebody who signs in, or changes them. */
export function UserForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="user" id={id} get={api.user.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: UserRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const session = useSession();
  const labels = useUserLabels();
  const [password, setPassword] = useState('');
  const [userApi] = useState(makeUserApi);
  const form = useRecordForm({
    resource: 'user',
    api: userApi,
    definition: userFormDefinition,
    row,
    valuesOf: (of) => userValues(of, preset),
    onSaved: useFormSaved('user', onClose),
  });
  const fields = makeFields(form, labels);
  // As it is typed: a comma at the end has nothing behind it yet.
  const [skills, setSkills] = useState(form.values.skills.join(', '));
  const isSelf = row?.id === session.id;

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('user.create')}
      submit={row ? frame('form.save') : t('user.submit')}
      labels={labels}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={150} />
      <EmailField {...fields.text('email')} required autoComplete="off" />
      <PasswordField
        name="password"
        label={vocabulary('field.password')}
        required={row === undefined}
        autoComplete="new-password"
        hint={row ? t('user.passwordChange') : t('user.passwordNew')}
        error={form.errors['password']}
        value={password}
        maxLength={200}
        onChange={(words) => {
          userApi.setPassword(words);
          setPassword(words);
        }}
      />
      <FormGrid columns={2}>
        <SelectField
          {...fields.choice(
            'role',
            roles.map((value) => ({ value, label: vocabulary(`role.${value}`) })),
          )}
          disabled={isSelf}
          hint={isSelf ? t('user.ownRole') : undefined}
        />
        <TeamLookup {...fields.relation('teamId')} known={row?.team} />
        <SelectField
          {...fields.choice(
            'locale',
            locales.map((value) => ({ value, label: localeNames[value] })),
          )}
        />
        <SelectField {...fields.choice('timeZone', zones(form.values.timeZone))} />
      </FormGrid>
      <WorkingHoursField value={form.values.workingHours} onChange={(hours) => form.set('workingHours', hours)} />
      <FormGrid columns={2}>
        <MomentField {...fields.day('absentUntil')} />
        <PersonLookup {...fields.relation('deputyId')} known={row?.deputy} />
      </FormGrid>
      <TextField
        name="skills"
        label={labels.skills}
        hint={t('user.skillsHint')}
        error={form.errors['skills']}
        value={skills}
        onChange={(words) => {
          setSkills(words);
          form.set('skills', splitSkills(words));
        }}
      />
    </FormDrawer>
  );
}

/** Parted by commas, those of Arabic too. */
function splitSkills(words: string): string[] {
  const skills = words.split(/[,،]/u).map((skill) => skill.trim());
  return [...new Set(skills.filter((skill) => skill !== ''))];
}

/** Every zone that the browser knows, and the one that is chosen. */
function zones(chosen: string) {
  const known = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen]);
  return [...known].toSorted().map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}
