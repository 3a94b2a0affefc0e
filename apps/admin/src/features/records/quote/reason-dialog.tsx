import { Button } from '@crm/ui/controls/button';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReasonedVerb } from './use-quote-verbs.ts';

interface ReasonDialogProps {
  readonly verb: ReasonedVerb;
  readonly busy: boolean;
  readonly onSay: (reason: string) => void;
  readonly onClose: () => void;
}

/** Limits of the server's schemas. */
const longest = { reject: 2_000, decline: 300 } as const;

/** Asks why; whoever rejects must say so, a customer need not. */
export function ReasonDialog({ verb, busy, onSay, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('quotes');
  const [reason, setReason] = useState('');
  const said = reason.trim();
  return (
    <Dialog
      opened
      keepsOpen={said !== ''}
      title={t(`why.${verb}`)}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            variant="primary"
            busy={busy}
            unavailable={verb === 'reject' && said === ''}
            onClick={() => onSay(said)}
          >
            {t(`verb.${verb}`)}
          </Button>
        </>
      }
    >
      <TextareaField
        label={t(`reason.${verb}`)}
        value={reason}
        onChange={setReason}
        maxLength={longest[verb]}
        required={verb === 'reject'}
      />
    </Dialog>
  );
}
