import { useSyncExternalStore } from 'react';

/** Below this width the page is a phone's: one column, two-line rows, a bar of tabs below. */
export const smallScreen = '(max-width: 720px)';

/** Below this width a list has no room for a preview beside it. */
export const narrowScreen = '(max-width: 900px)';

/** Whether a media query holds now. Prefer CSS; this is for what only a script can decide. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}
