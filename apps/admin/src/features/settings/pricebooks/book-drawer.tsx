import { Checkbox } from '@crm/ui/controls/checkbox';
import { DateField } from '@crm/ui/fields/date-field';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PricebookRow } from '@crm/domain/pricebook/pricebook';
import { api } from '#admin/lib/trpc.ts';
import { useActiveCurrencies } from '#admin/resource/billing/use-active-currencies.ts';
import { SaveDrawer } from '../save-drawer.tsx';
import classes from '../settings.module.css';
import { useSave } from '../use-save.ts';

type BookValues = Pick<
  PricebookRow,
  'name' | 'currency' | 'isDefault' | 'validFrom' | 'validTo' | 'priority' | 'segment'
>;

const fresh: BookValues = {
  name: '',
  currency: 'EUR',
  isDefault: false,
  validFrom: null,
  validTo: null,
  priority: 0,
  segment: null,
};

/** Makes a price book, or changes one. */
export function BookDrawer({ row, onClose }: { readonly row: PricebookRow | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('prices');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const [first] = useState<BookValues>(row ? valuesOf(row) : fresh);
  const [values, setValues] = useState(first);
  const change = (changes: Partial<BookValues>) => setValues((before) => ({ ...before, ...changes }));
  const { save, isPending, error, errors } = useSave(
    (data: BookValues) =>
      row
        ? api.pricebook.update.mutate({ id: row.id, version: row.version, data })
        : api.pricebook.create.mutate({ data }),
    { router: 'pricebook', name: values.name, isNew: row === undefined, onSaved: onClose },
  );
  return (
    <SaveDrawer
      title={row ? frame('form.edit', { name: row.name }) : t('create')}
      submit={row ? frame('form.save') : t('submit')}
      isDirty={values !== first}
      isPending={isPending}
      error={error}
      onSubmit={() => save(values)}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={vocabulary('field.title')}
        required
        maxLength={100}
        error={errors['name']}
        value={values.name}
        onChange={(name) => change({ name })}
      />
      <SelectField
        name="currency"
        label={vocabulary('field.currency')}
        hint={t('currencyHint')}
        error={errors['currency']}
        disabled={row !== undefined}
        value={values.currency}
        options={useActiveCurrencies(values.currency)}
        onChange={(currency) => change({ currency })}
      />
      <FormGrid columns={2}>
        <DateField
          name="validFrom"
          label={t('validFrom')}
          error={errors['validFrom']}
          value={values.validFrom ?? undefined}
          onChange={(day) => change({ validFrom: day ?? null })}
        />
        <DateField
          name="validTo"
          label={t('validTo')}
          error={errors['validTo']}
          value={values.validTo ?? undefined}
          onChange={(day) => change({ validTo: day ?? null })}
        />
      </FormGrid>
      <TextField
        name="segment"
        label={t('segment')}
        hint={t('segmentHint')}
        maxLength={60}
        error={errors['segment']}
        value={values.segment ?? ''}
        onChange={(words) => change({ segment: words === '' ? null : words })}
      />
      <NumberField
        name="priority"
        label={t('priority')}
        hint={t('priorityHint')}
        error={errors['priority']}
        value={values.priority}
        onChange={(priority) => change({ priority: priority ?? 0 })}
      />
      <div className={classes.group}>
        <Checkbox
          visibleLabel
          label={vocabulary('field.isDefault')}
          checked={values.isDefault}
          onChange={(isDefault) => change({ isDefault })}
        />
        <p className={classes.hint}>{t('defaultHint')}</p>
      </div>
    </SaveDrawer>
  );
}

function valuesOf({ name, currency, isDefault, validFrom, validTo, priority, segment }: PricebookRow): BookValues {
  return { name, currency, isDefault, validFrom, validTo, priority, segment };
}
