import { useTranslation } from 'react-i18next';
import { Checkbox } from '../controls/checkbox.tsx';
import { cx } from '../cx.ts';
import { Icon } from '../icons/icon.tsx';
import type { Column, Sort } from './column.ts';
import type { DataTableProps } from './data-table.tsx';
import classes from './data-table.module.css';

interface TableHeadProps<Row> extends DataTableProps<Row> {
  readonly isSelectable: boolean;
}

/** The next order when a head is pressed: falling, then rising, then falling. */
function nextSort(column: string, sort: Sort | undefined): Sort {
  const isFalling = sort?.column === column && sort.direction === 'descending';
  return { column, direction: isFalling ? 'ascending' : 'descending' };
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}) {
  const isSorted = sort?.column === column.id;
  const arrow = isSorted && <Icon name={sort.direction === 'ascending' ? 'up' : 'down'} size={12} />;
  return (
    <th
      scope="col"
      className={cx(column.figures && classes.figures, column.dropsFirst && classes.dropsFirst)}
      style={{ width: column.width }}
      aria-sort={isSorted ? sort.direction : undefined}
    >
      {column.sortable && onSort ? (
        <button type="button" className={classes.sorter} onClick={() => onSort(nextSort(column.id, sort))}>
          {column.figures && arrow}
          {column.header}
          {!column.figures && arrow}
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

/** The heads, and the box that ticks every row that is loaded. */
export function TableHead<Row>(props: TableHeadProps<Row>) {
  const { columns, rows, rowId, selection, onSelectionChange, isSelectable, sort, onSort } = props;
  const { t } = useTranslation('ui');
  const ticked = rows.filter((row) => selection?.has(rowId(row))).length;
  return (
    <thead className={classes.head}>
      <tr>
        {isSelectable && (
          <th scope="col" className={classes.tick}>
            <Checkbox
              label={t('table.selectAll')}
              checked={rows.length > 0 && ticked === rows.length}
              mixed={ticked > 0 && ticked < rows.length}
              onChange={(checked) => onSelectionChange?.(new Set(checked ? rows.map((row) => rowId(row)) : []))}
            />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}
