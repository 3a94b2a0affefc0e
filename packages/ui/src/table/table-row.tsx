import { useTranslation } from 'react-i18next';
import { Checkbox } from '../controls/checkbox.tsx';
import { cx } from '../cx.ts';
import type { Column } from './column.ts';
import classes from './data-table.module.css';

interface TableRowProps<Row> {
  readonly row: Row;
  readonly id: string;
  readonly index: number;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly isSelectable: boolean;
  readonly isSelected: boolean;
  /** Its preview is shown: it wears the ring of focus. */
  readonly isActive: boolean;
  readonly isTabStop: boolean;
  readonly onTick: (index: number, checked: boolean, isRange: boolean) => void;
  readonly onActivate: () => void;
  readonly onOpen: () => void;
  readonly onFocus: () => void;
}

/** One record. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, id, index, columns, isSelectable, isSelected, isActive } = props;
  const { t } = useTranslation('ui');
  return (
    <tr
      // The head is the first row.
      aria-rowindex={index + 2}
      aria-selected={isSelectable ? isSelected : undefined}
      data-row={id}
      data-active={isActive || undefined}
      tabIndex={props.isTabStop ? 0 : -1}
      className={classes.row}
      onClick={(event) => {
        // A link or a box inside the row has its own sense.
        if (event.target instanceof Element && event.target.closest('a, button, label')) return;
        props.onActivate();
      }}
      onDoubleClick={props.onOpen}
      onFocus={(event) => {
        if (event.target === event.currentTarget) props.onFocus();
      }}
    >
      {isSelectable && (
        <td className={classes.tick}>
          <Checkbox
            label={t('table.select', { name: props.label })}
            checked={isSelected}
            tabIndex={-1}
            onChange={() => {}}
            onClick={(event) => props.onTick(index, event.currentTarget.checked, event.shiftKey)}
          />
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          data-small={column.small ?? 'none'}
          className={cx(column.figures && classes.figures, column.dropsFirst && classes.dropsFirst)}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
