import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '@crm/domain/user/user';
import { api } from '#admin/lib/trpc.ts';

/** Lets somebody who was disabled sign in again. */
export function EnableButton({ row }: { readonly row: UserRow }) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const { name } = row;
  const { mutate, isPending } = useMutation({
    mutationFn: (input: { readonly id: string }) => api.user.restore.mutate(input),
    onSuccess: async () => {
      showToast({ title: t('user.enabled', { name }), state: 'done' });
      await queryClient.invalidateQueries({ queryKey: [['user']] });
    },
  });
  return (
    <Button
      size="small"
      icon="undo"
      busy={isPending}
      aria-label={t('user.enableOf', { name })}
      onClick={() => mutate({ id: row.id })}
    >
      {t('user.enable')}
    </Button>
  );
}
