import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { NumberField } from '@crm/ui/fields/number-field';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyRow, IssuedApiKey } from '@crm/domain/api-key/api-key';
import { usualOverlapMinutes } from '@crm/domain/api-key/api-key.rules';
import { trpc } from '#admin/lib/trpc.ts';

interface RotateDialogProps {
  readonly row: ApiKeyRow;
  readonly onClose: () => void;
  readonly onIssued: (key: IssuedApiKey) => void;
}

/** Gives a key a new secret; the old one works on for a while, so that programs can be changed in turn. */
export function RotateDialog({ row, onClose, onIssued }: RotateDialogProps) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const [minutes, setMinutes] = useState<number | undefined>(usualOverlapMinutes);
  const rotate = useMutation(
    trpc.apiKey.rotate.mutationOptions({
      onSuccess: (issued) => {
        onIssued(issued);
        void queryClient.invalidateQueries({ queryKey: [['apiKey']] });
      },
    }),
  );
  return (
    <Dialog
      opened
      size="narrow"
      onClose={onClose}
      title={t('apiKey.rotateTitle', { name: row.name })}
      description={t('apiKey.rotateReason')}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('remove.cancel')}
          </Button>
          <Button
            variant="primary"
            busy={rotate.isPending}
            onClick={() =>
              rotate.mutate({
                id: row.id,
                version: row.version,
                data: minutes === undefined ? {} : { overlapMinutes: minutes },
              })
            }
          >
            {t('apiKey.rotate')}
          </Button>
        </>
      }
    >
      <NumberField
        name="overlapMinutes"
        label={t('apiKey.overlap')}
        unit={t('apiKey.minutes')}
        error={undefined}
        value={minutes}
        onChange={setMinutes}
      />
    </Dialog>
  );
}
