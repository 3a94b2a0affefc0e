import { Button } from '@crm/ui/controls/button';
import { MoneyText } from '@crm/ui/data/figure';
import { Note } from '@crm/ui/feedback/note';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settledChargeStates, type ChargeRow } from '@crm/domain/charge/charge';
import { api } from '#admin/lib/trpc.ts';
import { useInvoiceWrite } from '../invoice/use-invoice-write.ts';

interface SettleChargeProps {
  readonly invoiceId: string;
  readonly charge: ChargeRow;
  readonly onClose: () => void;
}

type Outcome = (typeof settledChargeStates)[number];

/** Asks what came of a charge of which the provider cannot tell, and why that is certain. */
export function SettleCharge({ invoiceId, charge, onClose }: SettleChargeProps) {
  const { t } = useTranslation('bills');
  const { t: frame } = useTranslation('resource');
  const [outcome, setOutcome] = useState<Outcome | ''>('');
  const [reason, setReason] = useState('');
  const write = useInvoiceWrite(
    (chosen: Outcome) =>
      api.invoice.settleCharge.mutate({
        id: invoiceId,
        chargeId: charge.id,
        data: { outcome: chosen, reason: reason.trim() },
      }),
    { title: () => t('settle.done'), onDone: onClose },
  );
  const isReady = outcome !== '' && reason.trim() !== '';
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('settle.title')}
      description={t('settle.description')}
      note={<MoneyText money={charge} />}
      actions={
        <>
          <Button onClick={onClose}>{frame('cancel')}</Button>
          <Button
            variant="primary"
            busy={write.busy}
            unavailable={!isReady}
            onClick={() => outcome !== '' && isReady && write.run(outcome)}
          >
            {t('settle.submit')}
          </Button>
        </>
      }
    >
      <SelectField
        label={t('settle.outcome')}
        required
        value={outcome}
        placeholder={t('settle.choose')}
        options={settledChargeStates.map((value) => ({ value, label: t(`settle.${value}`) }))}
        onChange={setOutcome}
      />
      <TextField label={t('settle.why')} required value={reason} maxLength={300} onChange={setReason} />
      {write.problem && (
        <Note tone="bad" live>
          {write.problem}
        </Note>
      )}
    </Dialog>
  );
}
