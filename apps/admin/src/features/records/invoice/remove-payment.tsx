import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { MoneyText } from '@crm/ui/data/figure';
import { Note } from '@crm/ui/feedback/note';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceRow, PaymentRow } from '@crm/domain/invoice/invoice';
import { api } from '#admin/lib/trpc.ts';
import { useInvoiceWrite } from './use-invoice-write.ts';

interface RemovePaymentProps {
  readonly row: InvoiceRow;
  readonly payment: PaymentRow;
}

/** Takes back what was recorded by mistake or returned by the bank. What a credit note set off stays. */
export function RemovePayment({ row, payment }: RemovePaymentProps) {
  const { t } = useTranslation('bills');
  const [isAsking, setAsking] = useState(false);
  if (!row.abilities.removePayment || payment.creditNoteId !== null) return null;
  return (
    <>
      <IconButton
        icon="undo"
        size="small"
        variant="ghost"
        label={t('payment.removeOf', {
          name: [t(`method.${payment.method}`), payment.reference].filter(Boolean).join(' '),
        })}
        onClick={() => setAsking(true)}
      />
      {isAsking && <RemoveDialog row={row} payment={payment} onClose={() => setAsking(false)} />}
    </>
  );
}

function RemoveDialog({ row, payment, onClose }: RemovePaymentProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('bills');
  const { t: frame } = useTranslation('resource');
  const { id, version, currency } = row;
  const write = useInvoiceWrite(() => api.invoice.removePayment.mutate({ id, version, paymentId: payment.id }), {
    title: ({ number }) => t('payment.removed', { number: number ?? '' }),
    onDone: onClose,
  });
  return (
    <Dialog
      opened
      size="narrow"
      onClose={onClose}
      title={t('payment.remove')}
      description={t('payment.reason')}
      note={<MoneyText money={{ amountMinor: payment.amountMinor, currency }} />}
      actions={
        <>
          <Button onClick={onClose}>{frame('cancel')}</Button>
          <Button variant="danger" busy={write.busy} onClick={() => write.run(undefined)}>
            {t('payment.submit')}
          </Button>
        </>
      }
    >
      {write.problem !== undefined && (
        <Note tone="bad" icon="warning" live>
          {write.problem}
        </Note>
      )}
    </Dialog>
  );
}
