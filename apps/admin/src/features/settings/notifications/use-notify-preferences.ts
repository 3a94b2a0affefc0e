import { useMutation } from '@tanstack/react-query';
import { showAtOnce } from '#admin/lib/optimistic.ts';
import { queryClient } from '#admin/lib/query-client.ts';
import { api, trpc, type Inputs, type Outputs } from '#admin/lib/trpc.ts';

export type Preferences = Outputs['notification']['preferences'];
type Change = Inputs['notification']['setPreferences']['data'];

/** Keeps a wish as it is made: shown at once, taken back when the server refuses. */
export function useNotifyPreferences() {
  const queryKey = trpc.notification.preferences.queryKey();
  const { mutate } = useMutation({
    mutationFn: (data: Change) => api.notification.setPreferences.mutate({ data }),
    onMutate: ({ kinds = [], ...rest }) =>
      showAtOnce<Preferences>(queryKey, (before) => ({
        ...before,
        ...rest,
        kinds: before.kinds.map((row) => kinds.find(({ kind }) => kind === row.kind) ?? row),
      })),
    onError: (_error, _change, rollback) => rollback?.(),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  return { change: (data: Change) => mutate(data) };
}
