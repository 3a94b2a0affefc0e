import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { DataTableProps } from './data-table.tsx';

interface RowKeysOptions<Row> extends DataTableProps<Row> {
  readonly reveal: (index: number) => void;
  readonly toggle: (index: number, isRange?: boolean) => void;
}

/**
 * Rows by keyboard: arrows or J and K move, Home and End jump, X ticks, Shift with an arrow ticks
 * on the way, Space previews, Enter opens. Keys are matched by their place on the keyboard, so
 * that they work in every layout.
 */
export function useRowKeys<Row>(options: RowKeysOptions<Row>) {
  const { rows, rowId, activeId, onActiveChange, reveal, toggle } = options;
  const body = useRef<HTMLTableSectionElement>(null);
  const [ownIndex, setOwnIndex] = useState(0);
  const wantsFocus = useRef(false);

  const controlled = activeId === undefined ? -1 : rows.findIndex((row) => rowId(row) === activeId);
  const activeIndex = controlled >= 0 ? controlled : Math.min(ownIndex, rows.length - 1);

  const activate = (index: number) => {
    const row = rows[index];
    if (row === undefined || index === activeIndex) return;
    setOwnIndex(index);
    onActiveChange?.(rowId(row));
  };

  const move = (index: number) => {
    const target = Math.max(0, Math.min(rows.length - 1, index));
    wantsFocus.current = true;
    reveal(target);
    activate(target);
  };

  // The row may be drawn only after the list has scrolled to it.
  useEffect(() => {
    if (!wantsFocus.current) return;
    const row = rows[activeIndex];
    if (row === undefined) return;
    const element = body.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowId(row))}"]`);
    if (!element) return;
    wantsFocus.current = false;
    element.focus();
  });

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const isOnRow = event.target instanceof HTMLElement && event.target.dataset['row'] !== undefined;
    if (!isOnRow || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[activeIndex];
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(activeIndex + 1),
      KeyJ: () => move(activeIndex + 1),
      ArrowUp: () => move(activeIndex - 1),
      KeyK: () => move(activeIndex - 1),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      KeyX: () => toggle(activeIndex),
      Enter: () => row !== undefined && options.onOpen?.(row),
      Space: () => row !== undefined && options.onPreview?.(row),
    };
    const step = steps[event.code];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey && event.code.startsWith('Arrow')) {
      toggle(activeIndex, true);
      toggle(activeIndex + (event.code === 'ArrowDown' ? 1 : -1), true);
    }
    step();
  };

  return { body, activeIndex, activate, onKeyDown };
}
