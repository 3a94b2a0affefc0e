import { Button } from '@crm/ui/controls/button';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { Segmented } from '@crm/ui/controls/segmented';
import { Text } from '@crm/ui/data/text';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { TextField } from '@crm/ui/fields/text-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuoteRow } from '@crm/domain/quote/quote';
import type { Sending } from './use-quote-verbs.ts';

interface SendDialogProps {
  readonly row: QuoteRow;
  readonly busy: boolean;
  readonly onSend: (sending: Sending) => void;
  readonly onClose: () => void;
}

/** Limits of the server's schema. */
const longest = { name: 200, message: 2_000 } as const;

/** Asks to whom a quote goes, and how. */
export function SendDialog({ row, busy, onSend, onClose }: SendDialogProps) {
  const { t } = useTranslation('quotes');
  const [by, setBy] = useState<'mail' | 'hand'>('mail');
  const [to, setTo] = useState('');
  const [name, setName] = useState('');
  const [message, setMessage] = useState('');
  const [remind, setRemind] = useState(true);
  const byMail = by === 'mail';
  const send = () =>
    onSend(byMail ? { by, remind, to: given(to), name: given(name), message: given(message) } : { by, remind: false });
  return (
    <Dialog
      opened
      keepsOpen={message.trim() !== ''}
      title={t('sending.title', { number: row.number })}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="primary" icon={byMail ? 'mail' : 'check'} busy={busy} onClick={send}>
            {t(byMail ? 'sending.go' : 'sending.goHand')}
          </Button>
        </>
      }
    >
      <FormGrid>
        <Segmented
          label={t('sending.by')}
          value={by}
          onChange={setBy}
          options={[
            { value: 'mail', label: t('sending.mail') },
            { value: 'hand', label: t('sending.hand') },
          ]}
        />
        <Text level={3} size="sm">
          {t(byMail ? 'sending.mailHint' : 'sending.handHint')}
        </Text>
        {byMail && (
          <>
            <TextField
              label={t('sending.to')}
              type="email"
              value={to}
              onChange={setTo}
              hint={t('sending.toHint')}
              placeholder={row.contact?.name ?? ''}
            />
            <TextField label={t('sending.name')} value={name} onChange={setName} maxLength={longest.name} />
            <TextareaField
              label={t('sending.message')}
              value={message}
              onChange={setMessage}
              maxLength={longest.message}
            />
            <Checkbox visibleLabel label={t('sending.remind')} checked={remind} onChange={setRemind} />
          </>
        )}
      </FormGrid>
    </Dialog>
  );
}

/** What was filled in; what was left empty is not sent. */
function given(value: string): string | undefined {
  return value.trim() || undefined;
}
