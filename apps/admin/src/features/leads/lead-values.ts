import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadRow } from '@crm/domain/lead/lead';
import type { FieldLabels } from '#admin/resource/form/make-fields.ts';

/** What the form of a lead holds. */
export type LeadValues = Pick<
  LeadRow,
  | 'firstName'
  | 'lastName'
  | 'company'
  | 'jobTitle'
  | 'email'
  | 'phone'
  | 'website'
  | 'country'
  | 'message'
  | 'budgetMinor'
  | 'currency'
  | 'source'
  | 'sourceDetail'
  | 'consent'
> & {
  /** Left out of a new lead, it is whoever makes it. */
  readonly assignedTo: string | null | undefined;
};

/** Where a lead comes from that somebody writes down here. */
const writtenHere = 'admin';

/**
 * What the form begins with: a record's values, or those of a new one.
 * @param owner of a new one; left out where the server decides
 */
export function leadValues(
  row: LeadRow | undefined,
  preset: Readonly<Record<string, string>>,
  owner: string | undefined,
): LeadValues {
  return {
    firstName: row?.firstName ?? null,
    lastName: row?.lastName ?? preset['lastName'] ?? null,
    company: row?.company ?? null,
    jobTitle: row?.jobTitle ?? null,
    email: row?.email ?? null,
    phone: row?.phone ?? null,
    website: row?.website ?? null,
    country: row?.country ?? null,
    message: row?.message ?? null,
    budgetMinor: row?.budgetMinor ?? null,
    currency: row?.currency ?? null,
    source: row?.source ?? writtenHere,
    sourceDetail: row?.sourceDetail ?? null,
    consent: row?.consent ?? null,
    assignedTo: row ? row.assignedTo : owner,
  };
}

/** The names of the fields. */
export function useLeadLabels(): FieldLabels<LeadValues> {
  const { t } = useTranslation('vocabulary');
  return useMemo(
    () => ({
      firstName: t('field.firstName'),
      lastName: t('field.lastName'),
      company: t('field.company'),
      jobTitle: t('field.jobTitle'),
      email: t('field.email'),
      phone: t('field.phone'),
      website: t('field.website'),
      country: t('field.country'),
      message: t('field.message'),
      budgetMinor: t('field.budget'),
      currency: t('field.currency'),
      source: t('field.source'),
      sourceDetail: t('field.sourceDetail'),
      consent: t('field.consent'),
      assignedTo: t('field.owner'),
    }),
    [t],
  );
}
