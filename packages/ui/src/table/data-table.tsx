import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProgressLine } from '../feedback/progress-line.tsx';
import type { Column, Sort } from './column.ts';
import classes from './data-table.module.css';
import { SkeletonRows } from './skeleton-rows.tsx';
import { TableHead } from './table-head.tsx';
import { TableRows } from './table-rows.tsx';

export interface DataTableProps<Row> {
  /** Names the table for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** The name of a row, for its checkbox. */
  readonly rowLabel: (row: Row) => string;
  /** `loading` draws empty rows; `refreshing` keeps the old rows under a thin bar. */
  readonly status?: 'ready' | 'loading' | 'refreshing';
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  /** Rows can be ticked when both are given. */
  readonly selection?: ReadonlySet<string>;
  readonly onSelectionChange?: (selection: ReadonlySet<string>) => void;
  /** The row with the focus; its preview is the one that is shown. */
  readonly activeId?: string | undefined;
  readonly onActiveChange?: (id: string) => void;
  /** Enter, a double click, or a tap on a phone. */
  readonly onOpen?: (row: Row) => void;
  /** Space. */
  readonly onPreview?: (row: Row) => void;
  /** Called when the last rows come into sight. */
  readonly onEndReached?: (() => void) | undefined;
  /** Stands in place of the rows when there are none. */
  readonly empty?: ReactNode;
  /** Totals, below the rows. */
  readonly foot?: ReactNode;
  /** What floats over the rows: the bulk bar. */
  readonly children?: ReactNode;
}

/**
 * A list of records: sortable heads that stay in sight, rows by keyboard, ticks with a range by
 * Shift, two-line rows on a phone. Long lists draw only the rows that are seen.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, status = 'ready', selection, onSelectionChange, foot } = props;
  const { t } = useTranslation('ui');
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const isSelectable = selection !== undefined && onSelectionChange !== undefined;
  const isEmpty = status === 'ready' && rows.length === 0;

  return (
    <div className={classes.list}>
      {status === 'refreshing' && <ProgressLine label={t('table.refreshing')} />}
      <div className={classes.scroller} ref={setScroller}>
        {isEmpty && props.empty ? (
          <div className={classes.empty}>{props.empty}</div>
        ) : (
          <table
            className={classes.table}
            aria-label={label}
            aria-busy={status === 'loading' || undefined}
            aria-rowcount={status === 'loading' ? -1 : rows.length + 1}
          >
            <TableHead {...props} isSelectable={isSelectable} />
            {status === 'loading' ? (
              <SkeletonRows columns={columns} isSelectable={isSelectable} />
            ) : (
              <TableRows {...props} isSelectable={isSelectable} scroller={scroller} />
            )}
          </table>
        )}
      </div>
      {foot && <div className={classes.foot}>{foot}</div>}
      {props.children}
    </div>
  );
}
