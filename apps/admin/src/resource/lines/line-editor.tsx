import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { MoneyText } from '@crm/ui/data/figure';
import { cx } from '@crm/ui/cx';
import { Note } from '@crm/ui/feedback/note';
import { MoneyField } from '@crm/ui/fields/money-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { discountPlaces, lineTotals, quantityPlaces, sumTotals, taxPlaces, type Totals } from '@crm/domain/money/line';
import classes from './line-editor.module.css';

/** A line as it is written; its amounts follow from it. */
export interface EditedLine {
  readonly productId: string | null;
  readonly description: string;
  readonly quantity: string;
  readonly unit: string | null;
  readonly unitPriceMinor: number;
  readonly discountPercent: string;
  readonly taxRate: string;
}

interface LineEditorProps {
  readonly lines: readonly EditedLine[];
  readonly currency: string;
  readonly error: string | undefined;
  readonly onChange: (lines: readonly EditedLine[]) => void;
}

const freshLine: EditedLine = {
  productId: null,
  description: '',
  quantity: '1',
  unit: null,
  unitPriceMinor: 0,
  discountPercent: '0',
  taxRate: '0',
};
const longestUnit = 30;
const longestDescription = 500;

/** Lines of a document with what they come to, by the arithmetic that the server has. */
export function LineEditor({ lines, currency, error, onChange }: LineEditorProps) {
  const { t } = useTranslation('bills');
  const put = (index: number, change: Partial<EditedLine>) =>
    onChange(lines.map((line, at) => (at === index ? { ...line, ...change } : line)));
  // A new line is taxed as the one above it: it is the same customer.
  const add = () => onChange([...lines, { ...freshLine, taxRate: lines.at(-1)?.taxRate ?? '0' }]);
  return (
    <section aria-label={t('lines')}>
      <ol className={classes.lines}>
        {lines.map((line, index) => (
          <li key={index}>
            <Line
              line={line}
              number={index + 1}
              currency={currency}
              onChange={(change) => put(index, change)}
              onRemove={() => onChange(lines.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ol>
      <p className={classes.add}>
        <Button size="small" icon="plus" onClick={add}>
          {t('addLine')}
        </Button>
      </p>
      {error !== undefined && (
        <Note tone="bad" live>
          {error}
        </Note>
      )}
      {lines.length > 0 && <Sums totals={totalsOf(lines)} currency={currency} />}
    </section>
  );
}

interface LineProps {
  readonly line: EditedLine;
  readonly number: number;
  readonly currency: string;
  readonly onChange: (change: Partial<EditedLine>) => void;
  readonly onRemove: () => void;
}

function Line({ line, number, currency, onChange, onRemove }: LineProps) {
  const { t } = useTranslation('bills');
  return (
    <div role="group" aria-label={t('lineNumber', { number })} className={classes.line}>
      <div className={classes.first}>
        <div className={classes.grow}>
          <TextField
            label={t('line.description')}
            required
            value={line.description}
            maxLength={longestDescription}
            onChange={(description) => onChange({ description })}
          />
        </div>
        <IconButton icon="trash" variant="ghost" label={t('removeLine', { number })} onClick={onRemove} />
      </div>
      <div className={classes.figures}>
        <NumberField
          label={t('line.quantity')}
          value={Number(line.quantity)}
          onChange={(value) => onChange({ quantity: plain(value, quantityPlaces) })}
        />
        <TextField
          label={t('line.unit')}
          value={line.unit ?? ''}
          maxLength={longestUnit}
          onChange={(unit) => onChange({ unit: unit === '' ? null : unit })}
        />
        <MoneyField
          label={t('line.price')}
          value={line.unitPriceMinor}
          currency={currency}
          onChange={(amountMinor) => onChange({ unitPriceMinor: Math.max(0, amountMinor ?? 0) })}
        />
        <NumberField
          label={t('line.discount')}
          unit="%"
          value={Number(line.discountPercent)}
          onChange={(value) => onChange({ discountPercent: plain(share(value), discountPlaces) })}
        />
        <NumberField
          label={t('line.tax')}
          unit="%"
          value={Number(line.taxRate)}
          onChange={(value) => onChange({ taxRate: plain(share(value), taxPlaces) })}
        />
      </div>
      <p className={classes.amount}>
        <MoneyText money={{ amountMinor: lineTotals(line).totalMinor, currency }} />
      </p>
    </div>
  );
}

function Sums({ totals, currency }: { readonly totals: Totals; readonly currency: string }) {
  const { t } = useTranslation('bills');
  const sum = (label: string, amountMinor: number, strong = false) => (
    <div className={cx(classes.sum, strong && classes.strong)}>
      <dt>{label}</dt>
      <dd>
        <MoneyText money={{ amountMinor, currency }} />
      </dd>
    </div>
  );
  return (
    <dl className={classes.totals}>
      {sum(t('subtotal'), totals.subtotalMinor)}
      {totals.discountMinor !== 0 && sum(t('discount'), -totals.discountMinor)}
      {sum(t('tax'), totals.taxMinor)}
      {sum(t('total'), totals.totalMinor, true)}
    </dl>
  );
}

function totalsOf(lines: readonly EditedLine[]): Totals {
  return sumTotals(lines.map((line) => lineTotals(line)));
}

const most = 100;

function share(value: number | undefined): number {
  return Math.min(most, value ?? 0);
}

/** A decimal as it travels: no more places than there are, nothing below zero. */
function plain(value: number | undefined, places: number): string {
  return String(Number(Math.max(0, value ?? 0).toFixed(places)));
}
