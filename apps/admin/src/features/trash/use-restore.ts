import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { readError } from '#admin/lib/api-error.ts';
import { toastError } from '#admin/lib/error-toast.ts';
import { isRecord, readString } from '#admin/lib/read.ts';
import { recordPath } from '#admin/resource/record-path.ts';
import type { TrashKind } from './trash-kinds.ts';

/** Brings a record back; `api.account` and its like are ones. */
export interface RestoreApi {
  readonly restore: { mutate(input: { id: string }): Promise<unknown> };
}

interface Deleted {
  readonly id: string;
  readonly name: string;
}

/** A record that cannot come back, and the one that has taken its place. */
export interface Taken {
  readonly name: string;
  readonly other: { readonly id: string; readonly name: string | undefined } | undefined;
}

/** Restores one record at a time; a place that is taken is told with the record that has it. */
export function useRestore(kind: TrashKind, api: RestoreApi) {
  const { t } = useTranslation('trash');
  const { t: frame } = useTranslation('resource');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [taken, setTaken] = useState<Taken | undefined>();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: ({ input }: { readonly name: string; readonly input: { readonly id: string } }) =>
      api.restore.mutate(input),
    meta: { tellsErrors: true },
    onSuccess: async (_row, { name, input }) => {
      showToast({
        title: t('restored', { name }),
        state: 'done',
        seconds: 8,
        action: { label: frame('form.show'), run: () => void navigate(recordPath(kind, input.id)) },
      });
      await queryClient.invalidateQueries({ queryKey: [[kind]] });
    },
    onError: (thrown, { name }) => {
      const error = readError(thrown);
      if (error.code === 'duplicate') setTaken({ name, other: readOther(error.details['existing']) });
      else void toastError(error);
    },
  });
  return {
    restore: ({ id, name }: Deleted) => mutate({ name, input: { id } }),
    busyId: isPending ? variables.input.id : undefined,
    taken,
    closeTaken: () => setTaken(undefined),
  };
}

/** The other record; its name is told only to who may see it. */
function readOther(existing: unknown): Taken['other'] {
  const id = isRecord(existing) ? readString(existing['id']) : undefined;
  return isRecord(existing) && id !== undefined ? { id, name: readString(existing['name']) } : undefined;
}
