import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';

interface RestoreRowProps {
  /** Where the queries of its list are kept. */
  readonly router: string;
  readonly restore: { mutate(input: { id: string }): Promise<unknown> };
  readonly id: string;
  readonly name: string;
}

/** Brings back what was deleted from the settings. */
export function RestoreRow({ router, restore, id, name }: RestoreRowProps) {
  const { t } = useTranslation('setup');
  const { t: frame } = useTranslation('resource');
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (input: { readonly id: string }) => restore.mutate(input),
    onSuccess: async () => {
      showToast({ title: frame('trash.restored', { what: name }), state: 'done' });
      await queryClient.invalidateQueries({ queryKey: [[router]] });
    },
  });
  return (
    <Button
      size="small"
      icon="undo"
      busy={isPending}
      aria-label={t('show.restoreOf', { name })}
      onClick={() => mutate({ id })}
    >
      {t('show.restore')}
    </Button>
  );
}
