import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadRow } from '@crm/domain/lead/lead';
import { trpc, type Inputs } from '#admin/lib/trpc.ts';

type Data = Inputs['lead']['convert']['data'];

/** Starts the conversion of a lead, once: presses while it is being sent are one press. */
export function useConvert(lead: LeadRow, onStarted: () => void) {
  const { t } = useTranslation('conversion');
  const queryClient = useQueryClient();
  // A second press can come before React draws the first: a reference, not state.
  const isSent = useRef(false);
  const convert = useMutation(
    trpc.lead.convert.mutationOptions({
      meta: { tellsErrors: true },
      onSuccess: async () => {
        showToast({ title: t('started', { name: lead.name }), state: 'running' });
        onStarted();
        await queryClient.invalidateQueries({ queryKey: [['process']] });
        await queryClient.invalidateQueries({ queryKey: [['lead']] });
      },
    }),
  );
  return {
    error: convert.error,
    isPending: convert.isPending,
    start: (data: Data) => {
      if (isSent.current) return;
      isSent.current = true;
      convert.mutate(
        { id: lead.id, data },
        {
          onError: () => {
            isSent.current = false;
          },
        },
      );
    },
  };
}
