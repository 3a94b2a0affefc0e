import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ResourceName } from '@crm/domain/permissions';
import { readError, type ApiError } from '#admin/lib/api-error.ts';

/** So many writes run side by side: the server's pool is for everybody. */
const sideBySide = 4;

/** What became of a write on several rows. */
export interface Written<Row> {
  readonly done: readonly Row[];
  readonly refused: readonly { readonly row: Row; readonly error: ApiError }[];
}

/** Does one thing to several rows, each on its own: what is refused for one does not stop the others. */
export function useWriteMany<Row>(resource: ResourceName) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    async (rows: readonly Row[], write: (row: Row) => Promise<unknown>): Promise<Written<Row>> => {
      setBusy(true);
      const done: Row[] = [];
      const refused: { row: Row; error: ApiError }[] = [];
      const waiting = rows.values();
      const worker = async () => {
        for (const row of waiting) {
          try {
            await write(row);
            done.push(row);
          } catch (error) {
            refused.push({ row, error: readError(error) });
          }
        }
      };
      await Promise.all(Array.from({ length: Math.min(sideBySide, rows.length) }, worker));
      setBusy(false);
      await queryClient.invalidateQueries({ queryKey: [[resource]] });
      return { done, refused };
    },
    [queryClient, resource],
  );
  return { run, busy };
}
