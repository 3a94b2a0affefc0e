import { useEffect, type RefObject } from 'react';

/**
 * A button that did its work goes away, and the focus with it; the browser then begins anew at the top of the page.
 * Whoever works by keyboard or screen reader goes on in the page instead.
 */
export function useKeptFocus(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | null = null;
    const remember = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
    };
    const lost = new MutationObserver(() => {
      if (document.activeElement !== document.body || last === null || last.isConnected) return;
      last = null;
      main.current?.focus({ preventScroll: true });
    });
    document.addEventListener('focusin', remember);
    lost.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      lost.disconnect();
    };
  }, [main]);
}
