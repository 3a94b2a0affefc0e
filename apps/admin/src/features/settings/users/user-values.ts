import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { user, type UserRow } from '@crm/domain/user/user';
import type { FieldLabels } from '#admin/resource/form/make-fields.ts';

/** What the form of a person holds. The password is kept apart: drafts must not have it. */
export type UserValues = Pick<
  UserRow,
  'email' | 'name' | 'role' | 'teamId' | 'locale' | 'timeZone' | 'workingHours' | 'absentUntil' | 'deputyId' | 'skills'
>;

/** What is checked before the server does; it checks the password itself. */
export const userFormDefinition = {
  create: user.create.omit({ password: true }),
  update: user.update.omit({ password: true }),
};

/** What the form begins with: somebody's values, or those of somebody new. */
export function userValues(row: UserRow | undefined, preset: Readonly<Record<string, string>>): UserValues {
  return {
    email: row?.email ?? '',
    name: row?.name ?? preset['name'] ?? '',
    role: row?.role ?? 'sales_rep',
    teamId: row?.teamId ?? preset['teamId'] ?? null,
    locale: row?.locale ?? 'en',
    timeZone: row?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    workingHours: row?.workingHours ?? null,
    absentUntil: row?.absentUntil ?? null,
    deputyId: row?.deputyId ?? null,
    skills: row?.skills ?? [],
  };
}

/** The names of the fields. */
export function useUserLabels(): FieldLabels<UserValues> {
  const { t } = useTranslation('vocabulary');
  return useMemo(
    () => ({
      email: t('field.email'),
      name: t('field.name'),
      role: t('field.role'),
      teamId: t('field.team'),
      locale: t('field.locale'),
      timeZone: t('field.timeZone'),
      workingHours: t('field.workingHours'),
      absentUntil: t('field.absentUntil'),
      deputyId: t('field.deputy'),
      skills: t('field.skills'),
    }),
    [t],
  );
}
