import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback } from 'react';
import { smallScreen, useMedia } from '../hooks/use-media.ts';
import { useDensity } from '../hooks/use-density.ts';
import type { DataTableProps } from './data-table.tsx';
import classes from './data-table.module.css';
import { TableRow } from './table-row.tsx';
import { useEndReached } from './use-end-reached.ts';
import { useRangeSelection } from './use-range-selection.ts';
import { useRowKeys } from './use-row-keys.ts';

interface TableRowsProps<Row> extends DataTableProps<Row> {
  readonly isSelectable: boolean;
  /** The region that scrolls; not there before the first drawing. */
  readonly scroller: HTMLElement | null;
}

/** Below this many rows all are drawn: the browser's own search then finds every one. */
const virtualFrom = 120;

const rowHeights = { compact: 30, standard: 36, comfortable: 44 } as const;
const smallRowHeight = 68;

/** The rows; of a long list only those in sight, with their places kept by two empty rows. */
export function TableRows<Row>(props: TableRowsProps<Row>) {
  const { rows, rowId, columns, scroller, isSelectable } = props;
  const isSmall = useMedia(smallScreen);
  const { density } = useDensity();
  const isVirtual = rows.length >= virtualFrom;

  // oxlint-disable-next-line react/incompatible-library -- a warning for the React compiler, which is not in use
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: isVirtual,
    // On a phone the whole page scrolls, not the list inside it.
    getScrollElement: () => (isSmall ? (scroller?.closest<HTMLElement>('[data-gx-scroll]') ?? scroller) : scroller),
    estimateSize: () => (isSmall ? smallRowHeight : rowHeights[density]),
    overscan: 12,
    // The sticky head hides this much of the scrolled region.
    scrollPaddingStart: isSmall ? 0 : 36,
  });
  const reveal = useCallback(
    (index: number) => {
      if (isVirtual) virtualizer.scrollToIndex(index);
    },
    [isVirtual, virtualizer],
  );

  const range = useRangeSelection(props);
  const keys = useRowKeys({ ...props, reveal, toggle: range.toggle });
  const end = useEndReached(props.onEndReached);

  const items = virtualizer.getVirtualItems();
  const first = isVirtual ? (items[0]?.index ?? 0) : 0;
  const last = isVirtual ? (items.at(-1)?.index ?? -1) : rows.length - 1;
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);

  return (
    // Rows take the focus themselves; the body only listens for all of them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <tbody ref={keys.body} onKeyDown={keys.onKeyDown}>
      {isVirtual && <tr aria-hidden="true" className={classes.gap} style={{ height: before }} />}
      {rows.slice(first, last + 1).map((row, offset) => {
        const index = first + offset;
        const id = rowId(row);
        return (
          <TableRow
            key={id}
            row={row}
            index={index}
            id={id}
            columns={columns}
            label={props.rowLabel(row)}
            isSelectable={isSelectable}
            isSelected={props.selection?.has(id) ?? false}
            isActive={keys.activeIndex === index && props.activeId !== undefined}
            isTabStop={keys.activeIndex === index}
            onTick={range.tick}
            onActivate={() => (isSmall ? props.onOpen?.(row) : keys.activate(index))}
            onOpen={() => props.onOpen?.(row)}
            onFocus={() => keys.activate(index)}
          />
        );
      })}
      {isVirtual && <tr aria-hidden="true" className={classes.gap} style={{ height: after }} />}
      <tr aria-hidden="true" className={classes.gap} ref={end} />
    </tbody>
  );
}
