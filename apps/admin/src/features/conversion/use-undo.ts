import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadRow } from '@crm/domain/lead/lead';
import { undoConflict, type UndoConflict } from '@crm/domain/lead/lead-conversion';
import { readError } from '#admin/lib/api-error.ts';
import { toastError } from '#admin/lib/error-toast.ts';
import { trpc } from '#admin/lib/trpc.ts';

/** Takes a conversion back; where something was changed since, it asks before anything is lost. */
export function useUndo(lead: LeadRow) {
  const { t } = useTranslation('conversion');
  const queryClient = useQueryClient();
  const [conflicts, setConflicts] = useState<readonly UndoConflict[] | undefined>();
  const take = useMutation(
    trpc.lead.undoConversion.mutationOptions({
      meta: { tellsErrors: true },
      onSuccess: async (_lead, { data }) => {
        setConflicts(undefined);
        const detail = t(data.onConflict === 'keep' ? 'keptDetail' : 'undoneDetail');
        showToast({ title: t('undone', { name: lead.name }), detail, state: 'undone' });
        await queryClient.invalidateQueries();
      },
      onError: (thrown) => {
        const error = readError(thrown);
        const found = undoConflict.array().safeParse(error.details['conflicts']);
        if (error.code === 'undo_conflict' && found.success) setConflicts(found.data);
        else void toastError(error);
      },
    }),
  );
  return {
    conflicts,
    isPending: take.isPending,
    undo: (onConflict: 'ask' | 'keep') => {
      if (!take.isPending) take.mutate({ id: lead.id, data: { onConflict } });
    },
    leave: () => setConflicts(undefined),
  };
}
