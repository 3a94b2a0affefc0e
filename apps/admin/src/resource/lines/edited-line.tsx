import { IconButton } from '@crm/ui/controls/icon-button';
import { MoneyText } from '@crm/ui/data/figure';
import { LookupField } from '@crm/ui/fields/lookup-field';
import { MoneyField } from '@crm/ui/fields/money-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { billingIntervals } from '@crm/domain/money/billing-interval';
import { searchProducts } from '#admin/resource/lookups.ts';
import { totalsOf, wrongFields, type LineDraft } from './line-drafts.ts';
import classes from './lines.module.css';
import type { LineEdits } from './use-line-edits.ts';

const longestUnit = 30;
const longestDescription = 500;

interface EditedLineProps {
  readonly line: LineDraft;
  readonly number: number;
  readonly currency: string;
  readonly edits: LineEdits;
  /** Whether each line says how often it is billed. */
  readonly intervals: boolean;
  /** Whether what is wrong is told: not while a line is written for the first time. */
  readonly isTried: boolean;
}

/** A line that is written. */
export function EditedLine({ line, number, currency, edits, intervals, isTried }: EditedLineProps) {
  const { t } = useTranslation('lines');
  const wrong = isTried ? wrongFields(line) : new Set<string>();
  const said = (field: string) => (wrong.has(field) ? t('wrong') : undefined);
  const set = (part: Partial<LineDraft>) => edits.set(line.key, part);
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
    <li className={classes.line} aria-label={t('line', { number })} data-plain={!intervals || undefined}>
      <div data-cell="description" className={classes.what}>
        <LookupField
          label={t('product')}
          value={line.productId === null ? undefined : { id: line.productId, label: line.productName }}
          search={searchProducts}
          placeholder={t('product')}
          onChange={(option) => void edits.choose(line.key, line.quantity, option?.id)}
        />
        <TextField
          label={t('description')}
          error={said('description')}
          placeholder={t('description')}
          maxLength={longestDescription}
          value={line.description}
          onChange={(description) => set({ description })}
        />
      </div>
      <div data-cell="quantity" className={classes.amount}>
        <NumberField
          label={t('quantity')}
          error={said('quantity')}
          // A product has a unit of its own; any other line is given one.
          {...(line.productId !== null && line.unit !== null && { unit: line.unit })}
          value={line.quantity === '' ? undefined : Number(line.quantity)}
          onChange={(value) => edits.setQuantity(line, textOf(value))}
        />
        {line.productId === null && (
          <TextField
            label={t('unit')}
            placeholder={t('unit')}
            maxLength={longestUnit}
            value={line.unit ?? ''}
            onChange={(unit) => set({ unit: unit === '' ? null : unit })}
          />
        )}
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
      {intervals && (
        <div data-cell="interval">
          <SelectField
            label={t('interval')}
            value={line.billingInterval ?? 'once'}
            options={(['once', ...billingIntervals] as const).map((value) => ({ value, label: t(`every.${value}`) }))}
            onChange={(value) => set({ billingInterval: value === 'once' ? null : value })}
          />
        </div>
      )}
      <div data-cell="lineTotal" className={classes.figure}>
        {totals ? <MoneyText money={{ amountMinor: totals.subtotalMinor - totals.discountMinor, currency }} /> : '–'}
      </div>
      <div className={classes.verbs}>
        <IconButton
          icon="chevron-up"
          size="small"
          variant="ghost"
          label={t('moveUp', { number })}
          onClick={() => edits.move(line.key, -1)}
        />
        <IconButton
          icon="chevron-down"
          size="small"
          variant="ghost"
          label={t('moveDown', { number })}
          onClick={() => edits.move(line.key, 1)}
        />
        <IconButton
          icon="trash"
          size="small"
          variant="ghost"
          label={t('remove', { number })}
          onClick={() => edits.remove(line.key)}
        />
      </div>
    </li>
  );
}

function textOf(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
