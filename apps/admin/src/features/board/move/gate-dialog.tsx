import { Button } from '@crm/ui/controls/button';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GateFields } from './gate-fields.tsx';
import type { GateValues, HeldMove } from './use-move-deal.ts';

interface GateDialogProps {
  readonly held: HeldMove;
  readonly busy: boolean;
  readonly onFill: (values: GateValues) => void;
  readonly onPutBack: () => void;
}

/** What a stage asks for before a deal may enter: only the fields that are missing. */
export function GateDialog({ held, busy, onFill, onPutBack }: GateDialogProps) {
  const { t } = useTranslation('board');
  const formId = useId();
  const [values, setValues] = useState<GateValues>({});
  const { deal, stage } = held;
  return (
    <Dialog
      opened
      onClose={onPutBack}
      size="narrow"
      title={t('gateTitle', { name: deal.name, stage: stage.name })}
      description={t('gateReason')}
      actions={
        <>
          <Button kbd="Esc" onClick={onPutBack}>
            {t('gateCancel')}
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {t('gateSubmit', { stage: stage.name })}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          onFill(values);
        }}
      >
        <GateFields held={held} values={values} onChange={setValues} />
      </form>
    </Dialog>
  );
}
