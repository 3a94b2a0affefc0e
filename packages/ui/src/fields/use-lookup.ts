import { useEffect, useState } from 'react';

/** One thing that can be found. */
export interface LookupOption {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly kind?: 'company' | 'person' | 'plain';
}

/** Finds options; the signal ends a search that is no longer wanted. */
export type LookupSearch = (query: string, signal: AbortSignal) => Promise<readonly LookupOption[]>;

interface Found {
  readonly options: readonly LookupOption[];
  readonly status: 'idle' | 'searching' | 'failed';
}

/** Searches a moment after the last key, and only while the list is open. */
export function useLookup(search: LookupSearch, query: string, isOpen: boolean): Found {
  const [found, setFound] = useState<Found>({ options: [], status: 'idle' });
  useEffect(() => {
    if (!isOpen) return;
    const abort = new AbortController();
    const find = async () => {
      // What was found before stays until the next answer: the list does not jump.
      setFound((last) => ({ ...last, status: 'searching' }));
      try {
        const options = await search(query, abort.signal);
        if (!abort.signal.aborted) setFound({ options, status: 'idle' });
      } catch {
        if (!abort.signal.aborted) setFound({ options: [], status: 'failed' });
      }
    };
    const timer = setTimeout(() => void find(), 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [search, query, isOpen]);
  return found;
}
