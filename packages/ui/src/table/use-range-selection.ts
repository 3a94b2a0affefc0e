import { useRef } from 'react';
import type { DataTableProps } from './data-table.tsx';

/** Ticks rows one by one, or with Shift all between the last ticked row and this one. */
export function useRangeSelection<Row>(props: DataTableProps<Row>) {
  const { rows, rowId, selection, onSelectionChange } = props;
  const anchor = useRef<number | undefined>(undefined);

  const tick = (index: number, checked: boolean, isRange: boolean) => {
    if (!selection || !onSelectionChange) return;
    const from = isRange ? (anchor.current ?? index) : index;
    const next = new Set(selection);
    for (const row of rows.slice(Math.min(from, index), Math.max(from, index) + 1)) {
      if (checked) next.add(rowId(row));
      else next.delete(rowId(row));
    }
    anchor.current = index;
    onSelectionChange(next);
  };

  const toggle = (index: number, isRange = false) => {
    const row = rows[index];
    if (row === undefined) return;
    tick(index, isRange || !selection?.has(rowId(row)), isRange);
  };

  return { tick, toggle };
}
