import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '@crm/domain/contact/contact';
import type { FieldLabels } from '#admin/resource/form/make-fields.ts';

/** What the form of a contact holds. */
export type ContactValues = Pick<
  ContactRow,
  | 'accountId'
  | 'firstName'
  | 'lastName'
  | 'jobTitle'
  | 'email'
  | 'phone'
  | 'isPrimary'
  | 'preferredLanguage'
  | 'source'
  | 'consent'
> & {
  /** Left out of a new contact, it is whoever makes it. */
  readonly assignedTo: string | null | undefined;
};

/**
 * What the form begins with: a record's values, or those of a new one.
 * @param owner of a new one; left out where the server decides
 */
export function contactValues(
  row: ContactRow | undefined,
  preset: Readonly<Record<string, string>>,
  owner: string | undefined,
): ContactValues {
  return {
    accountId: row?.accountId ?? preset['accountId'] ?? null,
    firstName: row?.firstName ?? null,
    lastName: row?.lastName ?? '',
    jobTitle: row?.jobTitle ?? null,
    email: row?.email ?? null,
    phone: row?.phone ?? null,
    isPrimary: row?.isPrimary ?? false,
    preferredLanguage: row?.preferredLanguage ?? null,
    source: row?.source ?? null,
    consent: row?.consent ?? null,
    assignedTo: row ? row.assignedTo : owner,
  };
}

/** The names of the fields. */
export function useContactLabels(): FieldLabels<ContactValues> {
  const { t } = useTranslation('vocabulary');
  return useMemo(
    () => ({
      accountId: t('field.account'),
      firstName: t('field.firstName'),
      lastName: t('field.lastName'),
      jobTitle: t('field.jobTitle'),
      email: t('field.email'),
      phone: t('field.phone'),
      isPrimary: t('field.isPrimary'),
      preferredLanguage: t('field.preferredLanguage'),
      source: t('field.source'),
      consent: t('field.consent'),
      assignedTo: t('field.owner'),
    }),
    [t],
  );
}
