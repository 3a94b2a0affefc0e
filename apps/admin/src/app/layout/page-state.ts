import { createContext } from 'react';

/** A step of the path to a page; the last one is the page itself. */
export interface Crumb {
  readonly label: string;
  readonly href?: string;
}

export const PageStateContext = createContext<{
  readonly setCrumbs: (crumbs: readonly Crumb[]) => void;
  /** Where `CrumbsEnd` draws into. */
  readonly slot: HTMLElement | null;
}>({ setCrumbs: () => {}, slot: null });
