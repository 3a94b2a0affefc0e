import { FormGrid } from '@crm/ui/fields/form-grid';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { localeNames } from '@crm/ui/i18n/locale';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '@crm/domain/contact/contact';
import { invoice, type InvoiceRow } from '@crm/domain/invoice/invoice';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { useActiveCurrencies } from '#admin/resource/billing/use-active-currencies.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { AccountLookup, PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { FormLines } from '#admin/resource/lines/form-lines.tsx';
import { billedOf, draftOf, type BilledLine } from '#admin/resource/lines/line-drafts.ts';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';

/** Writes an invoice, or changes a draft. */
export function InvoiceForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="invoice" id={id} get={api.invoice.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface InvoiceValues {
  readonly accountId: string;
  readonly currency: string;
  readonly termsDays: number;
  readonly language: InvoiceRow['language'];
  readonly notes: string | null;
  readonly lines: BilledLine[];
  /** Left out of a new invoice, it is whoever answers for the account. */
  readonly assignedTo?: string | null | undefined;
}

const usualTerms = 14;

function invoiceValues(row: InvoiceRow | undefined, preset: FormProps['preset']): InvoiceValues {
  return {
    accountId: row?.accountId ?? preset['accountId'] ?? '',
    currency: row?.currency ?? preset['currency'] ?? 'EUR',
    termsDays: row?.termsDays ?? usualTerms,
    language: row?.language ?? 'en',
    notes: row?.notes ?? null,
    lines: (row?.lines ?? []).map((line) => billedOf(draftOf(line))),
    assignedTo: row ? row.assignedTo : undefined,
  };
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: InvoiceRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('bills');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const mayAssign = row ? row.abilities.assign : may('invoice:assign');
  const labels = useMemo<FieldLabels<InvoiceValues>>(
    () => ({
      accountId: vocabulary('field.account'),
      currency: vocabulary('field.currency'),
      termsDays: t('terms'),
      language: t('language'),
      notes: t('notes'),
      lines: t('lines'),
      assignedTo: vocabulary('field.owner'),
    }),
    [t, vocabulary],
  );
  const saved = useFormSaved('invoice', onClose);
  const nameOf = (of: InvoiceRow | undefined) => of?.number ?? t('draftOf', { account: of?.account?.name ?? '' });
  const form = useRecordForm({
    resource: 'invoice',
    api: api.invoice,
    definition: invoice,
    row,
    valuesOf: (of) => invoiceValues(of, preset),
    onSaved: (of, how) => saved({ id: of.id, name: nameOf(of) }, how),
  });
  const fields = makeFields(form, labels);
  const account = fields.relation('accountId');
  const { currency, lines } = form.values;
  const currencies = useActiveCurrencies(currency);
  const lineError = Object.entries(form.errors).find(([key]) => key.startsWith('lines'))?.[1];

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: nameOf(row) }) : t('createInvoice')}
      submit={row ? frame('form.save') : t('submitInvoice')}
      labels={labels}
      show={(key, values) => (key === 'lines' ? String(values.lines.length) : undefined)}
      onClose={onClose}
    >
      <AccountLookup
        {...account}
        required
        known={row?.account}
        value={account.value === '' ? null : account.value}
        onChange={(id) => form.set('accountId', id ?? '')}
      />
      <FormGrid columns={2}>
        <SelectField {...fields.choice('currency', currencies)} />
        <NumberField
          name="termsDays"
          label={labels.termsDays}
          error={form.errors['termsDays']}
          unit={t('days', { count: form.values.termsDays }).replace(/^[\d\s]+/u, '')}
          value={form.values.termsDays}
          onChange={(days) => form.set('termsDays', Math.trunc(days ?? 0))}
        />
      </FormGrid>
      <FormLines
        // What was typed before can be thrown away: the lines begin anew with it.
        key={form.restoredAt}
        lines={lines}
        currency={currency}
        error={lineError}
        onChange={(next) => form.set('lines', next)}
      />
      <TextareaField {...fields.words('notes')} rows={2} maxLength={5_000} hint={t('notesHint')} />
      <FormGrid columns={2}>
        <SelectField
          {...fields.choice(
            'language',
            languages.map((value) => ({ value, label: localeNames[value] })),
          )}
        />
        {mayAssign && <PersonLookup {...fields.relation('assignedTo')} known={row?.assignee} />}
      </FormGrid>
    </FormDrawer>
  );
}
