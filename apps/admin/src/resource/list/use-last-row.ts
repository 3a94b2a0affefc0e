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
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(opened)}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [resource, rows, isBack, list]);

  useEffect(() => {
    if (rows.length === 0) return;
    keepLastList(resource, { href, view, ids: rows.map(({ id }) => id), opened: readLastList(resource)?.opened });
  }, [resource, href, view, rows]);

  return (opened) => keepLastList(resource, { href, view, ids: rows.map(({ id }) => id), opened });
}
