import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gateFields, type GateField } from '@crm/domain/opportunity/stage-gate.rules';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import { readError } from '#admin/lib/api-error.ts';
import { toastError } from '#admin/lib/error-toast.ts';
import { api, type Inputs } from '#admin/lib/trpc.ts';

export type GateValues = NonNullable<Inputs['opportunity']['move']['data']['fields']>;

/** A stage as far as a move needs it. */
export interface TargetStage {
  readonly id: string;
  readonly name: string;
}

/** A move that waits for what the stage asks for. */
export interface HeldMove {
  readonly deal: OpportunityRow;
  readonly stage: TargetStage;
  readonly missing: readonly GateField[];
}

interface MoveOptions {
  /** Shows the card where it goes; what is returned puts it back. */
  readonly showAtOnce?: (deal: OpportunityRow, stage: TargetStage) => Promise<() => void>;
}

/** Moves deals between stages; a stage that asks for more holds the move until it is given or put back. */
export function useMoveDeal({ showAtOnce }: MoveOptions = {}) {
  const { t } = useTranslation('board');
  const queryClient = useQueryClient();
  const [held, setHeld] = useState<(HeldMove & { readonly putBack: () => void }) | undefined>();

  const { mutate, isPending } = useMutation({
    mutationFn: ({ deal, stage, fields }: { deal: OpportunityRow; stage: TargetStage; fields?: GateValues }) =>
      api.opportunity.move.mutate({ id: deal.id, data: { stageId: stage.id, ...(fields && { fields }) } }),
    meta: { tellsErrors: true },
    onMutate: async ({ deal, stage }) => ({ putBack: held?.putBack ?? (await showAtOnce?.(deal, stage)) ?? nothing }),
    onSuccess: async (moved, { stage }) => {
      setHeld(undefined);
      queryClient.setQueryData([['opportunity', 'get'], { input: { id: moved.id }, type: 'query' }], moved);
      showToast({ id: 'moved', title: t('moved', { name: moved.name, stage: stage.name }), state: 'done' });
      await queryClient.invalidateQueries({ queryKey: [['opportunity']] });
      await queryClient.invalidateQueries({ queryKey: [['timeline']] });
    },
    onError: (thrown, { deal, stage }, context) => {
      const error = readError(thrown);
      const putBack = context?.putBack ?? nothing;
      const named = error.details['missing'];
      const missing = gateFields.filter((field) => Array.isArray(named) && named.includes(field));
      if (error.code === 'stage_gate' && missing.length > 0) {
        setHeld({ deal, stage, missing, putBack });
        return;
      }
      setHeld(undefined);
      putBack();
      void toastError(error);
    },
  });

  return {
    held,
    isPending,
    move: (deal: OpportunityRow, stage: TargetStage) => {
      if (deal.stageId !== stage.id) mutate({ deal, stage });
    },
    fill: (fields: GateValues) => {
      if (held && !isPending) mutate({ deal: held.deal, stage: held.stage, fields });
    },
    putBack: () => {
      held?.putBack();
      setHeld(undefined);
    },
  };
}

function nothing(): void {}
