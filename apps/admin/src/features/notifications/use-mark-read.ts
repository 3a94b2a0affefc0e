import { useMutation } from '@tanstack/react-query';
import { queryClient } from '#admin/lib/query-client.ts';
import { api, trpc } from '#admin/lib/trpc.ts';

/** Marks notifications as read, here and in the person's other windows. @returns all of them, when no ids are given */
export function useMarkRead() {
  const { mutate, isPending } = useMutation({
    mutationFn: (ids: readonly string[] | undefined) =>
      api.notification.markRead.mutate({ data: ids === undefined ? {} : { ids: [...ids] } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.notification.pathKey() }),
  });
  return { markRead: (ids?: readonly string[]) => mutate(ids), isPending };
}
