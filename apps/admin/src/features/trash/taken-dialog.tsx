import { Button, ButtonLink } from '@crm/ui/controls/button';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useTranslation } from 'react-i18next';
import { recordPath } from '#admin/resource/record-path.ts';
import type { TrashKind } from './trash-kinds.ts';
import type { Taken } from './use-restore.ts';

interface TakenDialogProps {
  readonly kind: TrashKind;
  readonly taken: Taken;
  readonly onClose: () => void;
}

/** Says why a record cannot come back, and leads to the one that stands in its way. */
export function TakenDialog({ kind, taken, onClose }: TakenDialogProps) {
  const { t } = useTranslation('trash');
  const { name, other } = taken;
  return (
    <Dialog
      opened
      size="narrow"
      onClose={onClose}
      title={t('taken.title', { name })}
      description={t('taken.reason')}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('taken.close')}
          </Button>
          {other && (
            <ButtonLink variant="primary" icon="external" href={recordPath(kind, other.id)}>
              {other.name === undefined ? t('taken.other') : t('taken.otherNamed', { name: other.name })}
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
