import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { NamedRecord } from '#admin/lib/read.ts';
import { api } from '#admin/lib/trpc.ts';
import { recordPath } from '../record-path.ts';
import type { FormResource } from '../use-forms.ts';

interface RestoreButtonProps {
  readonly resource: FormResource;
  readonly record: NamedRecord;
  readonly onRestored: () => void;
}

/** Brings back what lies in the trash, and opens it, instead of making it again. */
export function RestoreButton({ resource, record, onRestored }: RestoreButtonProps) {
  const { t } = useTranslation('resource');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async (input: { readonly id: string }) => {
      await api[resource].restore.mutate(input);
    },
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: [[resource]] });
      showToast({ title: t('trash.restored', { what: record.name }), state: 'done' });
      onRestored();
      void navigate(recordPath(resource, record.id));
    },
  });
  return (
    <Button size="small" icon="undo" busy={isPending} onClick={() => mutate({ id: record.id })}>
      {t('form.restore', { name: record.name })}
    </Button>
  );
}
