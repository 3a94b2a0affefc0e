import { IconButton } from '@crm/ui/controls/icon-button';
import { minorDigits, parseMoney } from '@crm/ui/format/money';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import { Anchor } from '@crm/ui/controls/link';
import { quantityPlaces } from '@crm/domain/money/line';
import type { PricebookEntryRow } from '@crm/domain/pricebook/pricebook';
import { paths } from '#admin/app/paths.ts';
import { PriceCell } from './price-cell.tsx';
import classes from './price-grid.module.css';
import { usePriceWrites, type PriceField } from './use-price-writes.ts';

interface PriceGridProps {
  readonly label: string;
  readonly rows: readonly PricebookEntryRow[];
  /** Nothing for whoever may not add prices. */
  readonly onAddTier: ((product: PricebookEntryRow['product']) => void) | undefined;
}

/** The prices of a book, each figure edited where it stands. */
export function PriceGrid({ label, rows, onAddTier }: PriceGridProps) {
  const { t } = useTranslation('prices');
  const { t: settings } = useTranslation('settings');
  return (
    <table className={classes.grid} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('product')}</th>
          <th scope="col" className={classes.figures}>
            {t('fromQuantity')}
          </th>
          <th scope="col" className={classes.figures}>
            {t('price')}
          </th>
          <th scope="col" className={classes.figures}>
            {t('discount')}
          </th>
          <th scope="col" className={classes.verbsHead}>
            {settings('verbs')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <PriceRow
            key={row.id}
            row={row}
            isFirst={rows[index - 1]?.productId !== row.productId}
            onAddTier={onAddTier}
          />
        ))}
      </tbody>
    </table>
  );
}

interface PriceRowProps extends Pick<PriceGridProps, 'onAddTier'> {
  readonly row: PricebookEntryRow;
  /** Of its product: the others are its tiers. */
  readonly isFirst: boolean;
}

function PriceRow({ row, isFirst, onAddTier }: PriceRowProps) {
  const { t } = useTranslation('prices');
  const format = useFormat();
  const { save, remove, isRemoving } = usePriceWrites(row);
  const { product, minQuantity, unitPriceMinor, discountPercent, abilities } = row;
  const { currency } = row.pricebook;
  const digits = minorDigits(currency);
  const name = product.name;
  // Without grouping: what stands in a cell is typed over, and a comma is a decimal mark there.
  const quantity = format.number(Number(minQuantity), { useGrouping: false, maximumFractionDigits: quantityPlaces });
  const cell = (field: PriceField, column: string, read: (text: string) => string | number | undefined) => ({
    label: t('cell', { column, product: name, quantity }),
    disabled: !abilities.update,
    save: (text: string) => save(field, read(text)),
  });
  return (
    <tr data-tier={isFirst ? undefined : true}>
      <th scope="row" className={classes.product}>
        <Anchor dir="auto" href={paths.product(product.id)} className={isFirst ? undefined : classes.again}>
          {name}
        </Anchor>
      </th>
      <td data-label={t('fromQuantity')}>
        <PriceCell {...cell('minQuantity', t('fromQuantity'), plainDecimal)} shown={quantity} />
      </td>
      <td data-label={t('price')}>
        <PriceCell
          {...cell('unitPriceMinor', t('price'), (text) => parseMoney(text, currency))}
          shown={format.number(unitPriceMinor / 10 ** digits, {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          })}
          unit={currency}
        />
      </td>
      <td data-label={t('discount')}>
        <PriceCell
          {...cell('discountPercent', t('discount'), plainDecimal)}
          shown={format.number(Number(discountPercent))}
          unit="%"
        />
      </td>
      <td className={classes.verbs}>
        {onAddTier && isFirst && (
          <IconButton
            icon="plus"
            size="small"
            variant="ghost"
            label={t('addTier', { product: name })}
            onClick={() => onAddTier(product)}
          />
        )}
        {abilities.delete && (
          <IconButton
            icon="trash"
            size="small"
            variant="ghost"
            label={t('remove', { product: name, quantity })}
            disabled={isRemoving}
            onClick={remove}
          />
        )}
      </td>
    </tr>
  );
}

/** A decimal as it travels, from how people type it; the domain's schema says whether it is one. */
function plainDecimal(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f'’]/gu, '').replace(',', '.');
}
