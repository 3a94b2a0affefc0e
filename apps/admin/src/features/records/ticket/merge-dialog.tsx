import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { LookupField } from '@crm/ui/fields/lookup-field';
import type { LookupOption, LookupSearch } from '@crm/ui/fields/use-lookup';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import { paths } from '#admin/app/paths.ts';
import { readError } from '#admin/lib/api-error.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';

interface MergeDialogProps {
  readonly row: TicketRow;
  readonly onClose: () => void;
}

const offered = 20;

/** Puts a ticket's conversation into that of another one, which goes on alone. */
export function MergeDialog({ row, onClose }: MergeDialogProps) {
  const { t } = useTranslation('desk');
  const { t: frame } = useTranslation('resource');
  const words = useErrorWords();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [into, setInto] = useState<LookupOption | undefined>();
  const search = useMemo(() => othersThan(row), [row]);
  const merge = useMutation(
    trpc.ticket.merge.mutationOptions({
      meta: { tellsErrors: true },
      onSuccess: async () => {
        onClose();
        showToast({ title: t('done.merge', { number: row.number, into: into?.detail ?? '' }), state: 'done' });
        if (into) void navigate(paths.ticket(into.id));
        await queryClient.invalidateQueries({ queryKey: [['ticket']] });
      },
    }),
  );
  const refused = merge.error ? readError(merge.error) : undefined;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('merge.title', { number: row.number })}
      description={t('merge.reason')}
      actions={
        <>
          <Button onClick={onClose}>{frame('cancel')}</Button>
          <Button
            variant="primary"
            busy={merge.isPending}
            unavailable={into === undefined}
            onClick={() => into && merge.mutate({ id: row.id, data: { intoId: into.id } })}
          >
            {t('merge.submit')}
          </Button>
        </>
      }
    >
      <LookupField
        label={t('merge.into')}
        required
        value={into}
        onChange={setInto}
        search={search}
        error={refused && [words.title(refused), words.advice(refused)].join('. ')}
      />
    </Dialog>
  );
}

/** Other tickets; before anything is typed those of the same customer, for two of the same story are likeliest. */
function othersThan({ id, accountId, contactId }: TicketRow): LookupSearch {
  return async (query, signal) => {
    const q = query.trim();
    const near = accountId !== null ? { accountId } : contactId !== null ? { contactId } : {};
    const filter = q === '' ? near : { q };
    const { items } = await api.ticket.list.query({ filter, limit: offered }, { signal });
    return items
      .filter((other) => other.id !== id && other.mergedIntoId === null)
      .map((other) => ({ id: other.id, label: other.subject, detail: other.number }));
  };
}
