import { useMutation } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { OperationInput } from '@crm/domain/operation/operation';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';

/** Orders an operation on many records, and shows the way to it. It goes on wherever one goes meanwhile. */
export function useOrder(onOrdered: () => void) {
  const { t } = useTranslation('resource');
  const navigate = useNavigate();
  const order = useMutation({
    mutationFn: (input: OperationInput) => api.operation.create.mutate({ data: input }),
    onSuccess: ({ id }) => {
      onOrdered();
      showToast({
        title: t('many.started'),
        state: 'running',
        action: { label: t('form.openIt'), run: () => void navigate(paths.operation(id)) },
      });
    },
  });
  return { order: order.mutate, busy: order.isPending };
}
