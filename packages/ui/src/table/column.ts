import type { ReactNode } from 'react';

/**
 * Where a cell stands in the two-line row of a phone; cells without a place are left out there.
 * `fallback` takes the place of a `detail` that shows `Nothing`.
 */
export type SmallPlace = 'title' | 'figure' | 'detail' | 'fallback' | 'aside';

/** One column of a table. Keep arrays of columns outside components, or memoised. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** A CSS length. The one column without it takes the rest. */
  readonly width?: string;
  /** Figures meet on the right in every language. */
  readonly figures?: boolean;
  readonly sortable?: boolean;
  readonly small?: SmallPlace;
  /** Left out where the table is narrower than about 800 px. */
  readonly dropsFirst?: boolean;
  /** What stands in its place while rows are read. */
  readonly skeleton?: 'record' | 'person' | 'figure' | 'line';
}

/** The order of the rows. */
export interface Sort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}
