import { Button } from '@crm/ui/controls/button';
import { Note } from '@crm/ui/feedback/note';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubscriptionRow } from '@crm/domain/subscription/subscription';
import { api } from '#admin/lib/trpc.ts';
import { useSubscriptionWrite } from './use-subscription-write.ts';

const ends = ['period_end', 'now'] as const;

/** Ends a subscription, when what is paid for is over or at once. */
export function CancelDialog({ row, onClose }: { readonly row: SubscriptionRow; readonly onClose: () => void }) {
  const { t } = useTranslation('bills');
  const { t: frame } = useTranslation('resource');
  const [at, setAt] = useState<(typeof ends)[number]>('period_end');
  const [reason, setReason] = useState('');
  const write = useSubscriptionWrite(
    () => api.subscription.cancel.mutate({ id: row.id, data: { at, reason: reason.trim() || null } }),
    t('done.cancel', { name: row.name }),
    onClose,
  );
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('cancel.title', { name: row.name })}
      actions={
        <>
          <Button onClick={onClose}>{frame('cancel')}</Button>
          <Button variant="danger" busy={write.busy} onClick={() => write.run(undefined)}>
            {t('verb.cancel')}
          </Button>
        </>
      }
    >
      <SelectField
        label={t('cancel.when')}
        value={at}
        options={ends.map((value) => ({ value, label: t(`cancel.${value}`) }))}
        onChange={setAt}
      />
      <TextField label={t('why')} value={reason} maxLength={300} onChange={setReason} />
      {write.problem && (
        <Note tone="bad" live>
          {write.problem}
        </Note>
      )}
    </Dialog>
  );
}
