import { useEffect, useMemo, useState, type RefObject } from 'react';
import { smallScreen, useMedia } from '@crm/ui/hooks/use-media';
import type { ListColumn } from './list-columns.ts';

/** The tick, and the least that a name needs. */
const tickWidth = 44;
const nameWidth = 220;

interface Fitting<Row> {
  readonly columns: readonly ListColumn<Row>[];
  /** What the table needs; narrower, it scrolls to the side. */
  readonly minWidth: number;
}

/**
 * The columns that there is room for. Beside a preview the least important give way; what somebody chose stays, and
 * the list scrolls to the side.
 */
export function useFittingColumns<Row>(
  list: RefObject<HTMLElement | null>,
  columns: readonly ListColumn<Row>[],
  isChosen: boolean,
): Fitting<Row> {
  const width = useWidth(list);
  // A phone's rows have two lines, with places of their own.
  const isSmall = useMedia(smallScreen);
  return useMemo(() => {
    const fitting = isChosen || isSmall ? columns : dropUntilFits(columns, width);
    return { columns: fitting, minWidth: widthOf(fitting) };
  }, [columns, width, isChosen, isSmall]);
}

function dropUntilFits<Row>(columns: readonly ListColumn<Row>[], width: number): readonly ListColumn<Row>[] {
  if (widthOf(columns) <= width) return columns;
  const last = columns.findLastIndex((column) => column.dropsFirst);
  return last < 0 ? columns : dropUntilFits(columns.toSpliced(last, 1), width);
}

function widthOf<Row>(columns: readonly ListColumn<Row>[]): number {
  const widths = columns.map(({ width }) => (width === undefined ? nameWidth : Number.parseInt(width, 10)));
  return widths.reduce((sum, width) => sum + width, tickWidth);
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
