import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Dialog } from '@crm/ui/overlays/dialog';
import { Consequences } from '@crm/ui/process/consequences';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessRow } from '@crm/domain/process/process';
import { trpc } from '#admin/lib/trpc.ts';
import { useConsequences } from './use-consequences.ts';

/** Cancels a process, after saying what that means. */
export function CancelProcess({ process }: { readonly process: ProcessRow }) {
  const { t } = useTranslation('processes');
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const consequences = useConsequences(process.kind);
  const cancel = useMutation(
    trpc.process.cancel.mutationOptions({
      onSuccess: async () => {
        showToast({ title: t('cancelled'), state: 'cancelled' });
        await queryClient.invalidateQueries({ queryKey: [['process']] });
      },
      onSettled: () => setAsking(false),
    }),
  );
  return (
    <>
      <Button variant="danger" icon="ban" onClick={() => setAsking(true)}>
        {t('cancel')}
      </Button>
      <Dialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        size="narrow"
        title={t('cancelTitle')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('cancelKeep')}</Button>
            <Button
              variant="danger"
              busy={cancel.isPending}
              onClick={() => !cancel.isPending && cancel.mutate({ id: process.id })}
            >
              {t('cancelSubmit')}
            </Button>
          </>
        }
      >
        <Consequences items={consequences} />
      </Dialog>
    </>
  );
}
