/**
 * Moves the focus from one cell of a table to its neighbour. Left and right move only from the end of what is written,
 * so that one can walk through a figure.
 * @returns whether there was a neighbour
 */
export function moveInGrid(from: HTMLInputElement, key: string): boolean {
  const target = neighbour(from, key);
  target?.focus();
  return target !== undefined;
}

function neighbour(from: HTMLInputElement, key: string): HTMLInputElement | undefined {
  const row = from.closest('tr');
  if (!row) return undefined;
  const cells = cellsOf(row);
  const column = cells.indexOf(from);
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const next = key === 'ArrowUp' ? row.previousElementSibling : row.nextElementSibling;
    return next ? cellsOf(next)[column] : undefined;
  }
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const isRtl = getComputedStyle(row).direction === 'rtl';
  const isForward = (key === 'ArrowRight') !== isRtl;
  const { selectionStart, selectionEnd, value } = from;
  const isWhole = selectionStart === 0 && selectionEnd === value.length;
  // Figures themselves run from left to right in every language.
  const isAtEdge = selectionStart === selectionEnd && selectionStart === (key === 'ArrowRight' ? value.length : 0);
  return isWhole || isAtEdge ? cells[column + (isForward ? 1 : -1)] : undefined;
}

function cellsOf(row: Element): readonly HTMLInputElement[] {
  return [...row.querySelectorAll<HTMLInputElement>('input[data-cell]')];
}
