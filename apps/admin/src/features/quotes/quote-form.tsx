import { DateField } from '@crm/ui/fields/date-field';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { useTranslation } from 'react-i18next';
import { languages } from '@crm/domain/contact/contact';
import { quote, type QuoteRow } from '@crm/domain/quote/quote';
import { localeNames } from '@crm/ui/i18n/locale';
import { api } from '#admin/lib/trpc.ts';
import { useMay, useSession } from '#admin/lib/session.ts';
import { useActiveCurrencies } from '#admin/resource/billing/use-active-currencies.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { AccountLookup, ContactLookup, PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';

type QuoteValues = Pick<QuoteRow, 'accountId' | 'contactId' | 'currency' | 'validUntil' | 'language' | 'notes'> & {
  readonly assignedTo: string | null | undefined;
};

/** Begins a quote, or changes its terms; its lines are written on its page. */
export function QuoteForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="quote" id={id} get={api.quote.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: QuoteRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('quotes');
  const { t: frame } = useTranslation('resource');
  const session = useSession();
  const may = useMay();
  const mayAssign = row ? row.abilities.assign : may('quote:assign');
  const labels = useQuoteLabels();
  const saved = useFormSaved('quote', onClose);
  const form = useRecordForm({
    resource: 'quote',
    api: api.quote,
    definition: quote,
    row,
    valuesOf: (of): QuoteValues => ({
      accountId: of?.accountId ?? preset['accountId'] ?? '',
      contactId: of?.contactId ?? preset['contactId'] ?? null,
      currency: of?.currency ?? preset['currency'] ?? 'EUR',
      validUntil: of?.validUntil ?? null,
      language: of?.language ?? 'en',
      notes: of?.notes ?? null,
      assignedTo: of ? of.assignedTo : mayAssign ? session.id : undefined,
    }),
    onSaved: ({ id, number }, how) => saved({ id, name: number }, how),
  });
  const fields = makeFields(form, labels);
  const { accountId, currency } = form.values;
  const currencies = useActiveCurrencies(currency);
  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.number }) : t('create')}
      submit={row ? frame('form.save') : t('submit')}
      labels={labels}
      onClose={onClose}
    >
      <AccountLookup
        {...fields.relation('accountId')}
        value={accountId === '' ? null : accountId}
        onChange={(next) => form.set('accountId', next ?? '')}
        required
        known={row?.account}
      />
      <ContactLookup {...fields.relation('contactId')} accountId={accountId} known={row?.contact} />
      <FormGrid columns={2}>
        {(row === undefined || row.lines.length === 0) && <SelectField {...fields.choice('currency', currencies)} />}
        <DateField {...fields.day('validUntil')} />
        <SelectField
          {...fields.choice(
            'language',
            languages.map((value) => ({ value, label: localeNames[value] })),
          )}
        />
        {mayAssign && <PersonLookup {...fields.relation('assignedTo')} known={row?.assignee} />}
      </FormGrid>
      <TextareaField {...fields.words('notes')} maxLength={5_000} />
    </FormDrawer>
  );
}

function useQuoteLabels(): FieldLabels<QuoteValues> {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('quotes');
  return {
    accountId: t('field.account'),
    contactId: t('field.contact'),
    currency: t('field.currency'),
    validUntil: own('validUntil'),
    language: own('documentLanguage'),
    notes: own('notes'),
    assignedTo: t('field.owner'),
  };
}
