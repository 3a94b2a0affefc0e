import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/**
 * After a move to another page the focus goes to the page, as a browser does with a document, and
 * the page starts at its top. A change of the query alone (a filter, a preview) moves nothing.
 */
export function useNavigationFocus() {
  const main = useRef<HTMLElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    scroll.current?.scrollTo(0, 0);
    // A page that has put the focus somewhere itself knows better.
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return { main, scroll };
}
