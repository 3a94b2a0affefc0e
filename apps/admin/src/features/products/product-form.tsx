import { Checkbox } from '@crm/ui/controls/checkbox';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { useTranslation } from 'react-i18next';
import { billingIntervals } from '@crm/domain/money/billing-interval';
import { product, productKinds, type ProductRow } from '@crm/domain/product/product';
import { api } from '#admin/lib/trpc.ts';
import { AmountField, showAmount } from '#admin/resource/form/amount-field.tsx';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';

type ProductValues = Pick<
  ProductRow,
  | 'sku'
  | 'name'
  | 'description'
  | 'kind'
  | 'unit'
  | 'currency'
  | 'taxRate'
  | 'billingInterval'
  | 'active'
  | 'priceMinor'
>;

/** Creates a product, or changes one. */
export function ProductForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="product" id={id} get={api.product.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: ProductRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('products');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const labels: FieldLabels<ProductValues> = {
    sku: vocabulary('field.sku'),
    name: vocabulary('field.title'),
    description: vocabulary('field.description'),
    kind: vocabulary('field.kind'),
    unit: vocabulary('field.unit'),
    priceMinor: vocabulary('field.price'),
    currency: vocabulary('field.currency'),
    taxRate: vocabulary('field.taxRate'),
    billingInterval: vocabulary('field.billingInterval'),
    active: vocabulary('offer.offered'),
  };
  const form = useRecordForm({
    resource: 'product',
    api: api.product,
    definition: product,
    row,
    valuesOf: (of): ProductValues => ({
      sku: of?.sku ?? '',
      name: of?.name ?? preset['name'] ?? '',
      description: of?.description ?? null,
      kind: of?.kind ?? 'product',
      unit: of?.unit ?? t('piece'),
      priceMinor: of?.priceMinor ?? 0,
      currency: of?.currency ?? 'EUR',
      taxRate: of?.taxRate ?? '0',
      billingInterval: of?.billingInterval ?? null,
      active: of?.active ?? true,
    }),
    onSaved: useFormSaved('product', onClose),
  });
  const fields = makeFields(form, labels);
  const price = fields.number('priceMinor');

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('create')}
      submit={row ? frame('form.save') : t('submit')}
      labels={labels}
      show={(key, of) => (key === 'priceMinor' ? showAmount(of.priceMinor, of.currency) : undefined)}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={200} />
      <FormGrid columns={2}>
        <TextField {...fields.text('sku')} required maxLength={60} />
        <SelectField
          {...fields.choice(
            'kind',
            productKinds.map((value) => ({ value, label: vocabulary(`productKind.${value}`) })),
          )}
        />
      </FormGrid>
      <AmountField
        {...price}
        error={price.error ?? form.errors['currency']}
        onChange={(amountMinor) => form.set('priceMinor', amountMinor ?? 0)}
        currency={form.values.currency}
        onCurrencyChange={(code) => form.set('currency', code)}
      />
      <FormGrid columns={2}>
        <TextField {...fields.text('unit')} required maxLength={30} />
        <TextField {...fields.text('taxRate')} required hint={t('taxHint')} maxLength={8} />
        <SelectField
          {...fields.choiceOrNone(
            'billingInterval',
            billingIntervals.map((value) => ({ value, label: vocabulary(`billing.${value}`) })),
            vocabulary('billing.once'),
          )}
        />
      </FormGrid>
      <TextareaField {...fields.words('description')} maxLength={5_000} />
      <Checkbox visibleLabel {...fields.flag('active')} />
    </FormDrawer>
  );
}
