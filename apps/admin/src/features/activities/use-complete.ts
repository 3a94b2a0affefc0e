import { useMutation, useQueryClient } from '@tanstack/react-query';
import { hideToast, showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import type { ActivityRow } from '@crm/domain/activity/activity';
import { api } from '#admin/lib/trpc.ts';

/** Marks an activity as done, and offers to undo it. What the server refuses becomes a message of its own. */
export function useComplete(row: ActivityRow) {
  const { t } = useTranslation('activities');
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: [['activity']] });

  const reopen = useMutation({
    mutationFn: (input: { readonly id: string; readonly data: { readonly status: 'scheduled' } }) =>
      api.activity.update.mutate(input),
    onSuccess: (activity) => {
      showToast({ title: t('reopened', { name: activity.subject }), state: 'timer' });
      return renew();
    },
  });

  const complete = useMutation({
    mutationFn: (input: { readonly id: string; readonly data: { readonly outcome: null } }) =>
      api.activity.complete.mutate(input),
    onSuccess: (activity) => {
      const toast = `complete-${activity.id}`;
      showToast({
        id: toast,
        title: t('completed', { name: activity.subject }),
        state: 'done',
        ...(activity.abilities.update && {
          action: {
            label: t('undo'),
            run: () => {
              hideToast(toast);
              reopen.mutate({ id: activity.id, data: { status: 'scheduled' } });
            },
          },
        }),
      });
      return renew();
    },
  });

  return {
    /** Only what is still to be done can be done. */
    may: row.abilities.complete && row.status === 'scheduled',
    busy: complete.isPending,
    run: () => complete.mutate({ id: row.id, data: { outcome: null } }),
  };
}
