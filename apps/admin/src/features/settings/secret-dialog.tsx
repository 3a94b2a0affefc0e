import { Button } from '@crm/ui/controls/button';
import { Note } from '@crm/ui/feedback/note';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useTranslation } from 'react-i18next';
import { copyText } from '#admin/lib/copy-text.ts';
import classes from './settings.module.css';

interface SecretDialogProps {
  readonly issued: { readonly name: string; readonly secret: string | null };
  readonly onClose: () => void;
}

/** Shows a new secret, this once: nobody can read it again. */
export function SecretDialog({ issued, onClose }: SecretDialogProps) {
  const { t: keys } = useTranslation('apiKeys');
  const { secret, name } = issued;
  // Where the browser refuses, the secret is there to be marked and copied by hand.
  const copy = () => copyText(() => secret ?? '', { copied: keys('copied'), notCopied: keys('notCopied') });
  return (
    <Dialog
      opened
      keepsOpen
      onClose={onClose}
      title={keys('secretOf', { name })}
      actions={
        <Button variant="primary" onClick={onClose}>
          {keys('kept')}
        </Button>
      }
    >
      <Note tone="warn" icon="warning">
        {keys('once')}
      </Note>
      <div className={classes.secret}>
        <code dir="ltr">{secret ?? keys('lost')}</code>
        {secret !== null && (
          <Button size="small" icon="copy" onClick={() => void copy()}>
            {keys('copy')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
