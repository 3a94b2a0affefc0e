import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomFieldRow } from '@crm/domain/custom-field/custom-field';
import { api } from '#admin/lib/trpc.ts';
import { SaveDrawer } from '../save-drawer.tsx';
import { useSave } from '../use-save.ts';

/** Gives a field another key. The values stay; programs that use the old key have to be told. */
export function RenameDrawer({ row, onClose }: { readonly row: CustomFieldRow; readonly onClose: () => void }) {
  const { t } = useTranslation('setup');
  const [key, setKey] = useState(row.key);
  const { save, isPending, error, errors } = useSave(
    (next: string) => api.custom_field.rename.mutate({ id: row.id, version: row.version, data: { key: next } }),
    { router: 'custom_field', name: key, isNew: false, onSaved: onClose },
  );
  return (
    <SaveDrawer
      title={t('custom.renameOf', { name: row.key })}
      submit={t('custom.rename')}
      isDirty={key !== row.key}
      isPending={isPending}
      error={error}
      onSubmit={() => save(key)}
      onClose={onClose}
    >
      <TextField
        name="key"
        label={t('custom.key')}
        hint={t('custom.renameHint')}
        required
        maxLength={50}
        error={errors['key']}
        value={key}
        onChange={setKey}
      />
    </SaveDrawer>
  );
}
