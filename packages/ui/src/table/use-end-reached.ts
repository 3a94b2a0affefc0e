import { useCallback, useEffect, useRef } from 'react';

/** A ref for the element after the last row; the callback runs when it comes near the sight. */
export function useEndReached(onEndReached: (() => void) | undefined) {
  const latest = useRef(onEndReached);
  useEffect(() => {
    latest.current = onEndReached;
  });
  return useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current?.();
      },
      { rootMargin: '600px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
}
