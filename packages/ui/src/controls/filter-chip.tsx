import { useTranslation } from 'react-i18next';
import type { ReactNode, Ref } from 'react';
import { Icon } from '../icons/icon.tsx';
import classes from './filter-chip.module.css';

interface FilterChipProps {
  readonly field: string;
  /** "is", "above", "in". */
  readonly operator: string;
  readonly value: ReactNode;
  /** Opens the editor of the value. */
  readonly onEdit?: () => void;
  readonly onRemove: () => void;
  readonly ref?: Ref<HTMLSpanElement>;
}

/** One condition of a filter: field, operator, value, and a way to take it out. */
export function FilterChip({ field, operator, value, onEdit, onRemove, ref }: FilterChipProps) {
  const { t } = useTranslation('ui');
  return (
    <span className={classes.chip} ref={ref}>
      <span className={classes.field}>{field}</span>
      <span className={classes.operator}>{operator}</span>
      {onEdit ? (
        <button type="button" className={classes.value} onClick={onEdit}>
          {value}
        </button>
      ) : (
        <span className={classes.value}>{value}</span>
      )}
      <button type="button" className={classes.remove} aria-label={t('filter.remove', { field })} onClick={onRemove}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}
