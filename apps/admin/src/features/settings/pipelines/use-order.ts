import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toastError } from '#admin/lib/error-toast.ts';
import { readError } from '#admin/lib/api-error.ts';

interface Placed {
  readonly id: string;
  readonly version: number;
  readonly position: number;
}

interface OrderApi {
  readonly update: { mutate(input: { id: string; version: number; data: { position: number } }): Promise<unknown> };
}

/** Puts one of several things a place earlier or later. Only what changes its place is written. */
export function useOrder<Row extends Placed>(
  resource: 'pipeline' | 'stage',
  api: OrderApi,
  onMoved: (row: Row, place: number, count: number) => void,
) {
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ rows }: { readonly rows: readonly Row[]; readonly moved: Row }) => {
      for (const [position, row] of rows.entries()) {
        if (row.position === position) continue;
        await api.update.mutate({ id: row.id, version: row.version, data: { position } });
      }
    },
    meta: { tellsErrors: true },
    onError: (error) => void toastError(readError(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [[resource]] }),
    onSuccess: (_, { rows, moved }) => onMoved(moved, rows.indexOf(moved) + 1, rows.length),
  });
  /** @param step -1 for earlier, 1 for later */
  const move = (rows: readonly Row[], moved: Row, step: -1 | 1) => {
    const from = rows.indexOf(moved);
    const to = from + step;
    if (isPending || to < 0 || to >= rows.length) return;
    mutate({ rows: rows.toSpliced(from, 1).toSpliced(to, 0, moved), moved });
  };
  return { move, isPending };
}
