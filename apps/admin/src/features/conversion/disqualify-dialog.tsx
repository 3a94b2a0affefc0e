import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { TextField } from '@crm/ui/fields/text-field';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadRow } from '@crm/domain/lead/lead';
import { readError } from '#admin/lib/api-error.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';

interface DisqualifyDialogProps {
  readonly lead: LeadRow;
  readonly onClose: () => void;
}

/** Asks why a lead does not fit: it is not taken without a reason. */
export function DisqualifyDialog({ lead, onClose }: DisqualifyDialogProps) {
  const { t } = useTranslation('conversion');
  const words = useErrorWords();
  const formId = useId();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const judge = useMutation(
    trpc.lead.qualify.mutationOptions({
      meta: { tellsErrors: true },
      onSuccess: async () => {
        onClose();
        await queryClient.invalidateQueries({ queryKey: [['lead']] });
        await queryClient.invalidateQueries({ queryKey: [['timeline']] });
      },
    }),
  );
  const missing = isTried && reason.trim() === '' ? words.issue({ code: 'required' }) : undefined;
  const refused = judge.error ? words.title(readError(judge.error)) : undefined;
  return (
    <Dialog
      opened
      onClose={onClose}
      size="narrow"
      title={t('disqualifyTitle', { name: lead.name })}
      description={t('disqualifyReason')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={judge.isPending}>
            {t('disqualifySubmit')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (reason.trim() === '' || judge.isPending) return;
          judge.mutate({ id: lead.id, data: { outcome: 'unqualified', reason: reason.trim() } });
        }}
      >
        <TextField
          label={t('reason')}
          value={reason}
          onChange={setReason}
          maxLength={300}
          required
          autoFocus
          error={missing ?? refused}
        />
      </form>
    </Dialog>
  );
}
