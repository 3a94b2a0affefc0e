import { Checkbox } from '@crm/ui/controls/checkbox';
import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CurrencyRow } from '@crm/domain/currency/currency';
import { api } from '#admin/lib/trpc.ts';
import { SaveDrawer } from '../save-drawer.tsx';
import classes from '../settings.module.css';
import { useSave } from '../use-save.ts';

type CurrencyValues = Pick<CurrencyRow, 'code' | 'name' | 'active'>;

interface CurrencyDrawerProps {
  readonly row: CurrencyRow | undefined;
  readonly onClose: () => void;
}

/** Takes up a currency, or renames and retires one. */
export function CurrencyDrawer({ row, onClose }: CurrencyDrawerProps) {
  const { t } = useTranslation('prices');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const [first] = useState<CurrencyValues>({
    code: row?.code ?? '',
    name: row?.name ?? '',
    active: row?.active ?? true,
  });
  const [values, setValues] = useState(first);
  const change = (changes: Partial<CurrencyValues>) => setValues((before) => ({ ...before, ...changes }));
  const { save, isPending, error, errors } = useSave(
    ({ code, name, active }: CurrencyValues) =>
      row
        ? api.currency.update.mutate({ id: row.id, version: row.version, data: { name, active } })
        : api.currency.create.mutate({ data: { code, name, active } }),
    { router: 'currency', name: values.name, isNew: row === undefined, onSaved: onClose },
  );
  return (
    <SaveDrawer
      title={row ? frame('form.edit', { name: row.name }) : t('currency.create')}
      submit={row ? frame('form.save') : t('currency.submit')}
      isDirty={values !== first}
      isPending={isPending}
      error={error}
      onSubmit={() => save(values)}
      onClose={onClose}
    >
      <TextField
        name="code"
        label={t('currency.code')}
        hint={t('currency.codeHint')}
        required
        maxLength={3}
        disabled={row !== undefined}
        error={errors['code']}
        value={values.code}
        onChange={(code) => change({ code: code.toLocaleUpperCase('en') })}
      />
      <TextField
        name="name"
        label={vocabulary('field.title')}
        required
        maxLength={100}
        error={errors['name']}
        value={values.name}
        onChange={(name) => change({ name })}
      />
      {row?.isBase !== true && (
        <div className={classes.group}>
          <Checkbox
            visibleLabel
            label={t('currency.active')}
            checked={values.active}
            onChange={(active) => change({ active })}
          />
          <p className={classes.hint}>{t('currency.activeHint')}</p>
        </div>
      )}
    </SaveDrawer>
  );
}
