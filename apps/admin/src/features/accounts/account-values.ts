import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountRow } from '@crm/domain/account/account';
import type { FieldLabels } from '#admin/resource/form/make-fields.ts';

/** What the form of an account holds. */
export type AccountValues = Pick<
  AccountRow,
  | 'name'
  | 'kind'
  | 'status'
  | 'email'
  | 'phone'
  | 'website'
  | 'industry'
  | 'taxId'
  | 'contacted'
  | 'nextFollowUpAt'
  | 'billingAddress'
  | 'shippingAddress'
> & {
  /** Left out of a new account, it is whoever makes it. */
  readonly assignedTo: string | null | undefined;
};

/**
 * What the form begins with: a record's values, or those of a new one.
 * @param owner of a new one; left out where the server decides
 */
export function accountValues(
  row: AccountRow | undefined,
  preset: Readonly<Record<string, string>>,
  owner: string | undefined,
): AccountValues {
  return {
    name: row?.name ?? preset['name'] ?? '',
    kind: row?.kind ?? 'company',
    status: row?.status ?? 'prospect',
    email: row?.email ?? null,
    phone: row?.phone ?? null,
    website: row?.website ?? null,
    industry: row?.industry ?? null,
    taxId: row?.taxId ?? null,
    contacted: row?.contacted ?? false,
    nextFollowUpAt: row?.nextFollowUpAt ?? null,
    billingAddress: row?.billingAddress ?? null,
    shippingAddress: row?.shippingAddress ?? null,
    assignedTo: row ? row.assignedTo : owner,
  };
}

/** The names of the fields. */
export function useAccountLabels(): FieldLabels<AccountValues> {
  const { t } = useTranslation('vocabulary');
  return useMemo(
    () => ({
      name: t('field.title'),
      kind: t('field.kind'),
      status: t('field.status'),
      email: t('field.email'),
      phone: t('field.phone'),
      website: t('field.website'),
      industry: t('field.industry'),
      taxId: t('field.taxId'),
      contacted: t('field.contacted'),
      nextFollowUpAt: t('field.nextFollowUpAt'),
      billingAddress: t('field.billingAddress'),
      shippingAddress: t('field.shippingAddress'),
      assignedTo: t('field.owner'),
    }),
    [t],
  );
}
