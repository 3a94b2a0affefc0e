import { useEffect, type RefObject } from 'react';

const entryKeys = new Set(['KeyJ', 'KeyK', 'ArrowDown', 'ArrowUp']);

/** From anywhere on the page, J, K or an arrow brings the focus to the rows; from there the table takes over. */
export function useRowEntry(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (!entryKeys.has(event.code) || !isIdle(event.target) || document.querySelector('[data-gx-dialog]')) return;
      if (!focusRow(list.current)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [list]);
}

/** Puts the focus on the row that is in turn. */
export function focusRow(list: HTMLElement | null): boolean {
  const row = list?.querySelector<HTMLElement>('tr[data-row][tabindex="0"]');
  row?.focus();
  return row !== null && row !== undefined;
}

/** Nothing that uses the keys itself has the focus. */
function isIdle(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, button, tr, [role="dialog"]') === null
  );
}
