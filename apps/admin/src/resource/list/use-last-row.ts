import { useEffect, useRef, type RefObject } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import type { ResourceName } from '@crm/domain/permissions';
import { keepLastList, readLastList } from '../last-list.ts';

/**
 * Keeps what is shown for the pages of its records, and puts the focus back on the row that was opened when one comes
 * back to the list.
 * @returns what to call before a row is opened
 */
export function useLastRow(
  resource: ResourceName,
  rows: readonly { readonly id: string }[],
  list: RefObject<HTMLElement | null>,
  view: string | undefined,
): (opened: string) => void {
  const { pathname, search } = useLocation();
  const isBack = useNavigationType() === NavigationType.Pop;
  const isDone = useRef(false);
  const href = `${pathname}${search}`;

  useEffect(() => {
    if (isDone.current || rows.length === 0) return;
    isDone.current = true;
    const opened = readLastList(resource)?.opened;
    if (!isBack || opened === undefined) return;
    const index = rows.findIndex(({ id }) => id === opened);
    if (index >= 0) showRow(list.current, opened, index);
  }, [resource, rows, isBack, list]);

  useEffect(() => {
    if (rows.length === 0) return;
    keepLastList(resource, { href, view, ids: rows.map(({ id }) => id), opened: readLastList(resource)?.opened });
  }, [resource, href, view, rows]);

  return (opened) => keepLastList(resource, { href, view, ids: rows.map(({ id }) => id), opened });
}

/** Brings a row into sight and gives it the focus; of a long list it is drawn only once the list has scrolled there. */
function showRow(list: HTMLElement | null, id: string, index: number): void {
  const find = () => list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  const table = list?.querySelector('table')?.parentElement;
  // On a phone the page scrolls, not the list in it. Nothing else may be moved.
  const scroller = table && table.scrollHeight > table.clientHeight ? table : table?.closest('[data-gx-scroll]');
  const height = list?.querySelector<HTMLElement>('tr[data-row]')?.offsetHeight ?? 0;
  if (!find() && scroller) scroller.scrollTop = index * height - scroller.clientHeight / 2;
  requestAnimationFrame(() => {
    const row = find();
    if (!row || !scroller) return;
    const offset = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += offset - scroller.clientHeight / 2;
    row.focus({ preventScroll: true });
  });
}
