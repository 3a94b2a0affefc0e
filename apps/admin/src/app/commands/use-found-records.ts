import { useEffect, useState } from 'react';
import { useShellData, type FoundRecord } from '#admin/app/shell-data.ts';

interface Found {
  readonly records: readonly FoundRecord[];
  readonly busy: boolean;
  /** How long the last search took, in milliseconds. */
  readonly took: number | undefined;
}

const nothing: Found = { records: [], busy: false, took: undefined };

/** Records whose name fits, a moment after the last key; an older answer never replaces a newer one. */
export function useFoundRecords(query: string): Found {
  const { searchRecords } = useShellData();
  const [found, setFound] = useState<Found>(nothing);

  useEffect(() => {
    if (!searchRecords) return;
    const abort = new AbortController();
    const find = async () => {
      setFound((last) => ({ ...last, busy: true }));
      const startedAt = performance.now();
      try {
        const records = await searchRecords(query.trim(), abort.signal);
        if (!abort.signal.aborted) setFound({ records, busy: false, took: Math.round(performance.now() - startedAt) });
      } catch {
        // The palette still goes to places and runs verbs; the records are left out.
        if (!abort.signal.aborted) setFound(nothing);
      }
    };
    const timer = setTimeout(() => void find(), query ? 90 : 0);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [searchRecords, query]);

  return found;
}
