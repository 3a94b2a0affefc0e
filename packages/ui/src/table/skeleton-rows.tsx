import { cx } from '../cx.ts';
import { Skeleton } from '../feedback/skeleton.tsx';
import type { Column } from './column.ts';
import classes from './data-table.module.css';

interface SkeletonRowsProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly isSelectable: boolean;
}

// Uneven, as names are; fixed, so that nothing moves when the page draws twice.
const lengths = [118, 86, 132, 98, 110, 74, 126, 92, 104, 138, 82, 116];

function Placeholder({ kind, length }: { readonly kind: string; readonly length: number }) {
  if (kind === 'figure') return <Skeleton width={56} end />;
  if (kind === 'line') return <Skeleton width={Math.round(length * 0.7)} />;
  return (
    <span className={classes.placeholder}>
      <Skeleton shape={kind === 'person' ? 'round' : 'square'} />
      <Skeleton width={kind === 'person' ? 64 : length} />
    </span>
  );
}

/** Rows at their true height, before there is anything to show. Still: no shimmer. */
export function SkeletonRows<Row>({ columns, isSelectable }: SkeletonRowsProps<Row>) {
  return (
    <tbody aria-hidden="true">
      {lengths.map((length) => (
        <tr key={length} className={classes.row}>
          {isSelectable && (
            <td className={classes.tick}>
              <Skeleton width={15} />
            </td>
          )}
          {columns.map((column) => (
            <td
              key={column.id}
              data-small={column.small ?? 'none'}
              className={cx(column.figures && classes.figures, column.dropsFirst && classes.dropsFirst)}
            >
              <Placeholder kind={column.skeleton ?? (column.figures ? 'figure' : 'line')} length={length} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
