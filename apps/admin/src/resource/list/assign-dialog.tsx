import { Button } from '@crm/ui/controls/button';
import { LookupField } from '@crm/ui/fields/lookup-field';
import type { LookupOption } from '@crm/ui/fields/use-lookup';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchPeople } from '../lookups.ts';

interface AssignDialogProps {
  /** "3 accounts". */
  readonly what: string;
  readonly busy: boolean;
  readonly onAssign: (person: LookupOption) => void;
  readonly onClose: () => void;
}

/** Asks to whom. */
export function AssignDialog({ what, busy, onAssign, onClose }: AssignDialogProps) {
  const { t } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const [person, setPerson] = useState<LookupOption | undefined>();
  return (
    <Dialog
      opened
      onClose={onClose}
      size="narrow"
      title={t('assign.title', { what })}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            variant="primary"
            busy={busy}
            unavailable={person === undefined}
            onClick={() => person && onAssign(person)}
          >
            {t('assign.submit')}
          </Button>
        </>
      }
    >
      <LookupField label={vocabulary('field.owner')} value={person} onChange={setPerson} search={searchPeople} />
    </Dialog>
  );
}
