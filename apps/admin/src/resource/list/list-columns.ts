import { useCallback, useMemo, useState } from 'react';
import type { ResourceName } from '@crm/domain/permissions';
import type { Column } from '@crm/ui/table/column';
import { keep, readKept } from '#admin/lib/kept.ts';
import { useSession } from '#admin/lib/session.ts';

/** A column of a list. Its id is the server's sort key, where there is one. */
export interface ListColumn<Row> extends Column<Row> {
  /** Cannot be taken out: the name by which a row is known. */
  readonly always?: boolean;
  /** Shown until somebody chooses otherwise. */
  readonly initial?: boolean;
}

/**
 * Which columns are shown, and in which order: as the address says, else as this person chose on this device, else as
 * the list begins.
 */
export function useListColumns<Row>(
  resource: ResourceName,
  all: readonly ListColumn<Row>[],
  linked: readonly string[] | undefined,
) {
  const { id: userId } = useSession();
  const key = `gx-columns:${userId}:${resource}`;
  const [kept, setKept] = useState(() => readIds(readKept('device', key)));

  const choose = useCallback(
    (ids: readonly string[] | undefined) => {
      setKept(ids);
      keep('device', key, ids);
    },
    [key],
  );

  const shown = useMemo(() => {
    const ids = linked ?? kept;
    if (ids === undefined) return all.filter((column) => column.always || column.initial);
    const chosen = ids.flatMap((id) => all.find((column) => column.id === id) ?? []);
    return [...all.filter((column) => column.always && !chosen.includes(column)), ...chosen];
  }, [all, linked, kept]);

  return { shown, choose, isChosen: (linked ?? kept) !== undefined };
}

function readIds(kept: unknown): readonly string[] | undefined {
  return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : undefined;
}
