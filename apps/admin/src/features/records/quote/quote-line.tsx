import { IconButton } from '@crm/ui/controls/icon-button';
import { MoneyText } from '@crm/ui/data/figure';
import { LookupField } from '@crm/ui/fields/lookup-field';
import { MoneyField } from '@crm/ui/fields/money-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import { billingIntervals } from '@crm/domain/money/billing-interval';
import type { QuoteLineRow } from '@crm/domain/quote/quote';
import { searchProducts } from '#admin/resource/lookups.ts';
import { totalsOf, wrongFields, type LineDraft } from './line-drafts.ts';
import classes from './lines.module.css';
import type { Lines } from './use-lines.ts';

/** The columns in their order. */
export const heads = ['description', 'quantity', 'price', 'discount', 'tax', 'interval', 'lineTotal'] as const;

interface EditedLineProps {
  readonly line: LineDraft;
  readonly number: number;
  readonly currency: string;
  readonly lines: Lines;
}

/** A line that is written. */
export function EditedLine({ line, number, currency, lines }: EditedLineProps) {
  const { t } = useTranslation('quotes');
  const wrong = lines.isTried ? wrongFields(line) : new Set<string>();
  const said = (field: string) => (wrong.has(field) ? t('wrong') : undefined);
  const set = (part: Partial<LineDraft>) => lines.set(line.key, part);
  const totals = totalsOf(line);
  const decimal = (field: 'discountPercent' | 'taxRate', label: string) => (
    <NumberField
      label={label}
      error={said(field)}
      unit="%"
      value={line[field] === '' ? undefined : Number(line[field])}
      onChange={(value) => set({ [field]: textOf(value) })}
    />
  );
  return (
    <li className={classes.line} aria-label={t('line', { number })}>
      <div data-cell="description" className={classes.what}>
        <LookupField
          label={t('product')}
          value={line.productId === null ? undefined : { id: line.productId, label: line.productName }}
          search={searchProducts}
          placeholder={t('product')}
          onChange={(option) => void lines.choose(line.key, line.quantity, option?.id)}
        />
        <TextField
          label={t('description')}
          error={said('description')}
          placeholder={t('description')}
          value={line.description}
          onChange={(description) => set({ description })}
        />
      </div>
      <div data-cell="quantity">
        <NumberField
          label={t('quantity')}
          error={said('quantity')}
          {...(line.unit !== null && { unit: line.unit })}
          value={line.quantity === '' ? undefined : Number(line.quantity)}
          onChange={(value) => lines.setQuantity(line, textOf(value))}
        />
      </div>
      <div data-cell="price">
        <MoneyField
          label={t('price')}
          error={
            wrong.has('unitPriceMinor') ? t(line.productId === null ? 'wrong' : 'noPrice', { currency }) : undefined
          }
          currency={currency}
          value={line.unitPriceMinor}
          onChange={(unitPriceMinor) => set({ unitPriceMinor, isOwnPrice: true })}
        />
      </div>
      <div data-cell="discount">{decimal('discountPercent', t('discount'))}</div>
      <div data-cell="tax">{decimal('taxRate', t('tax'))}</div>
      <div data-cell="interval">
        <SelectField
          label={t('interval')}
          value={line.billingInterval ?? 'once'}
          options={(['once', ...billingIntervals] as const).map((value) => ({ value, label: t(`every.${value}`) }))}
          onChange={(value) => set({ billingInterval: value === 'once' ? null : value })}
        />
      </div>
      <div data-cell="lineTotal" className={classes.figure}>
        {totals ? <MoneyText money={{ amountMinor: totals.subtotalMinor - totals.discountMinor, currency }} /> : '–'}
      </div>
      <div className={classes.verbs}>
        <IconButton
          icon="chevron-up"
          size="small"
          variant="ghost"
          label={t('moveUp', { number })}
          onClick={() => lines.move(line.key, -1)}
        />
        <IconButton
          icon="chevron-down"
          size="small"
          variant="ghost"
          label={t('moveDown', { number })}
          onClick={() => lines.move(line.key, 1)}
        />
        <IconButton
          icon="trash"
          size="small"
          variant="ghost"
          label={t('remove', { number })}
          onClick={() => lines.remove(line.key)}
        />
      </div>
    </li>
  );
}

function textOf(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

/** A line that stands. */
export function ShownLine({ line, currency }: { readonly line: QuoteLineRow; readonly currency: string }) {
  const { t } = useTranslation('quotes');
  const format = useFormat();
  const percent = (text: string) => (text === '0' ? '–' : format.percent(Number(text) / 100, 3));
  return (
    <li className={classes.line} data-shown>
      <div data-cell="description">
        <bdi>{line.description}</bdi>
      </div>
      <div data-cell="quantity" className={classes.figure}>
        {format.number(Number(line.quantity))} {line.unit}
      </div>
      <div data-cell="price" className={classes.figure}>
        <MoneyText money={{ amountMinor: line.unitPriceMinor, currency }} />
      </div>
      <div data-cell="discount" className={classes.figure}>
        {percent(line.discountPercent)}
      </div>
      <div data-cell="tax" className={classes.figure}>
        {percent(line.taxRate)}
      </div>
      <div data-cell="interval">{t(`every.${line.billingInterval ?? 'once'}`)}</div>
      <div data-cell="lineTotal" className={classes.figure}>
        <MoneyText money={{ amountMinor: line.subtotalMinor - line.discountMinor, currency }} />
      </div>
    </li>
  );
}
