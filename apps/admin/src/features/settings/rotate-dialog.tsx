import { Button } from '@crm/ui/controls/button';
import { NumberField } from '@crm/ui/fields/number-field';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface RotateDialogProps {
  readonly name: string;
  /** In which the time is given that the old secret works on. */
  readonly unit: 'minutes' | 'hours';
  readonly usual: number;
  readonly isPending: boolean;
  /** @param overlap how long the old secret works on; left to the server when empty */
  readonly onRotate: (overlap: number | undefined) => void;
  readonly onClose: () => void;
}

/** Gives something a new secret; the old one works on for a while, so that programs can be changed in turn. */
export function RotateDialog({ name, unit, usual, isPending, onRotate, onClose }: RotateDialogProps) {
  const { t } = useTranslation('settings');
  const { t: keys } = useTranslation('apiKeys');
  const [overlap, setOverlap] = useState<number | undefined>(usual);
  return (
    <Dialog
      opened
      size="narrow"
      onClose={onClose}
      title={keys('rotateTitle', { name })}
      description={keys('rotateReason')}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('remove.cancel')}
          </Button>
          <Button variant="primary" busy={isPending} onClick={() => onRotate(overlap)}>
            {keys('rotate')}
          </Button>
        </>
      }
    >
      <NumberField
        name="overlap"
        label={keys('overlap')}
        unit={keys(unit)}
        error={undefined}
        value={overlap}
        onChange={setOverlap}
      />
    </Dialog>
  );
}
