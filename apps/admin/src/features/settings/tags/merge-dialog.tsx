import { useQuery } from '@tanstack/react-query';
import { SelectField } from '@crm/ui/fields/select-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { TagRow } from '@crm/domain/tag/tag';
import { api, trpc } from '#admin/lib/trpc.ts';
import { SaveDrawer } from '../save-drawer.tsx';
import classes from '../settings.module.css';
import { useSave } from '../use-save.ts';

/** Makes one tag of two: whatever carries this one carries the other from then on. */
export function MergeDialog({ row, onClose }: { readonly row: TagRow; readonly onClose: () => void }) {
  const { t } = useTranslation('setup');
  const [into, setInto] = useState('');
  const others = useQuery(trpc.tag.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  const options = (others.data?.items ?? [])
    .filter(({ id }) => id !== row.id)
    .map(({ id, name }) => ({ value: id, label: name }));
  const { save, isPending, error } = useSave(
    (target: string) => api.tag.merge.mutate({ id: row.id, data: { into: target } }),
    { router: 'tag', name: options.find(({ value }) => value === into)?.label ?? '', isNew: false, onSaved: onClose },
  );
  return (
    <SaveDrawer
      title={t('tag.mergeTitle', { name: row.name })}
      submit={t('tag.mergeSubmit')}
      isDirty={into !== ''}
      isPending={isPending}
      error={error}
      onSubmit={() => into !== '' && save(into)}
      onClose={onClose}
    >
      <p className={classes.hint}>{t('tag.mergeReason', { count: row.records.count })}</p>
      <SelectField
        name="into"
        label={t('tag.mergeInto')}
        error={undefined}
        required
        value={into}
        placeholder={t('tag.choose')}
        options={options}
        onChange={setInto}
      />
    </SaveDrawer>
  );
}
