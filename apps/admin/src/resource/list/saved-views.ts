import { useCallback, useMemo, useState } from 'react';
import type { ResourceName } from '@crm/domain/permissions';
import { keep, readKept } from '#admin/lib/kept.ts';
import { isRecord, readString } from '#admin/lib/read.ts';
import { useSession } from '#admin/lib/session.ts';

/** A filter under a name: conditions, order and columns as the address holds them. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

/** A person's own filters of a list; kept on this device. */
export function useSavedViews(resource: ResourceName) {
  const { id: userId } = useSession();
  const key = `gx-views:${userId}:${resource}`;
  const [views, setViews] = useState(() => readViews(readKept('device', key)));

  const put = useCallback(
    (next: readonly SavedView[]) => {
      setViews(next);
      keep('device', key, next);
    },
    [key],
  );

  return useMemo(
    () => ({
      views,
      /** Saves the filter under a new name and gives its id. */
      add: (name: string, query: string): string => {
        const id = crypto.randomUUID().slice(0, 8);
        put([...views, { id, name, query }]);
        return id;
      },
      change: (id: string, query: string) => put(views.map((view) => (view.id === id ? { ...view, query } : view))),
      remove: (id: string) => put(views.filter((view) => view.id !== id)),
    }),
    [views, put],
  );
}

function readViews(kept: unknown): readonly SavedView[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((value: unknown) => {
    if (!isRecord(value)) return [];
    const id = readString(value['id']);
    const name = readString(value['name']);
    const query = readString(value['query']);
    return id && name && query !== undefined ? [{ id, name, query }] : [];
  });
}
