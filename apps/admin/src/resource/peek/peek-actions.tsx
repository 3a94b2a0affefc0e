import { Button } from '@crm/ui/controls/button';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ResourceRow, ResourceWrites } from '../resource-api.ts';
import { useForms, type FormResource } from '../use-forms.ts';
import { useTrash } from '../use-trash.ts';

interface PeekActionsProps<Row> {
  readonly resource: FormResource;
  readonly api: ResourceWrites<Row>;
  readonly row: Row;
  /** Verbs of this resource alone, before the usual ones. */
  readonly children?: ReactNode;
}

/** What can be done with a record from its preview: what its abilities allow. */
export function PeekActions<Row extends ResourceRow>({ resource, api, row, children }: PeekActionsProps<Row>) {
  const { t } = useTranslation('resource');
  const forms = useForms();
  const { remove, busy } = useTrash(resource, api);
  return (
    <>
      {children}
      {row.abilities.update && (
        <Button size="small" icon="note" onClick={() => forms.edit(resource, row.id)}>
          {t('peek.edit')}
        </Button>
      )}
      {row.abilities.delete && (
        <Button size="small" icon="trash" busy={busy} onClick={() => void remove([row])}>
          {t(resource === 'user' ? 'disable.verb' : 'peek.delete')}
        </Button>
      )}
    </>
  );
}
