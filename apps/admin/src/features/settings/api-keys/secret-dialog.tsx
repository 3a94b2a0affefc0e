import { Button } from '@crm/ui/controls/button';
import { Note } from '@crm/ui/feedback/note';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useTranslation } from 'react-i18next';
import type { IssuedApiKey } from '@crm/domain/api-key/api-key';
import classes from '../settings.module.css';

/** Shows a new secret, this once: nobody can read it again. */
export function SecretDialog({ issued, onClose }: { readonly issued: IssuedApiKey; readonly onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { secret, name } = issued;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret ?? '');
      showToast({ title: t('apiKey.copied'), state: 'done' });
    } catch {
      // Refused by the browser: the secret is there to be marked and copied by hand.
      showToast({ title: t('apiKey.notCopied'), state: 'failed' });
    }
  };
  return (
    <Dialog
      opened
      keepsOpen
      onClose={onClose}
      title={t('apiKey.secretOf', { name })}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('apiKey.kept')}
        </Button>
      }
    >
      <Note tone="warn" icon="warning">
        {t('apiKey.once')}
      </Note>
      <div className={classes.secret}>
        <code dir="ltr">{secret ?? t('apiKey.lost')}</code>
        {secret !== null && (
          <Button size="small" icon="copy" onClick={() => void copy()}>
            {t('apiKey.copy')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
