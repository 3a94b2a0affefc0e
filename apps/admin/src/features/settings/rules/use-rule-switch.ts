import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import type { WorkflowRow } from '@crm/domain/workflow/workflow';
import { trpc } from '#admin/lib/trpc.ts';

/** @returns what activates a rule, or pauses it */
export function useRuleSwitch(): (row: WorkflowRow) => void {
  const { t } = useTranslation('rules');
  const queryClient = useQueryClient();
  const { mutate } = useMutation(
    trpc.workflow.update.mutationOptions({
      onSuccess: async ({ name, enabled }) => {
        showToast({ title: t(enabled ? 'activated' : 'pausedNow', { name }), state: 'done' });
        await queryClient.invalidateQueries({ queryKey: [['workflow']] });
      },
    }),
  );
  return ({ id, version, enabled }) => mutate({ id, version, data: { enabled: !enabled } });
}
