import { TagChip } from '@crm/ui/data/tag-chip';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagRow } from '@crm/domain/tag/tag';
import { tagColours, type TagColour } from '@crm/domain/tag/tag-ref';
import { api } from '#admin/lib/trpc.ts';
import { SaveDrawer } from '../save-drawer.tsx';
import { useSave } from '../use-save.ts';

interface TagValues {
  readonly name: string;
  readonly colour: TagColour;
  readonly description: string | null;
}

/** Makes a tag, or changes one. */
export function TagDrawer({ row, onClose }: { readonly row: TagRow | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('setup');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const [first] = useState<TagValues>({
    name: row?.name ?? '',
    colour: row?.colour ?? 'grey',
    description: row?.description ?? null,
  });
  const [values, setValues] = useState(first);
  const change = (changes: Partial<TagValues>) => setValues((before) => ({ ...before, ...changes }));
  const { save, isPending, error, errors } = useSave(
    (data: TagValues) =>
      row ? api.tag.update.mutate({ id: row.id, version: row.version, data }) : api.tag.create.mutate({ data }),
    { router: 'tag', name: values.name, isNew: row === undefined, onSaved: onClose },
  );

  return (
    <SaveDrawer
      title={row ? frame('form.edit', { name: row.name }) : t('tag.create')}
      submit={row ? frame('form.save') : t('tag.submit')}
      isDirty={values !== first}
      isPending={isPending}
      error={error}
      onSubmit={() => save(values)}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={vocabulary('field.title')}
        required
        maxLength={50}
        error={errors['name']}
        value={values.name}
        onChange={(name) => change({ name })}
      />
      <SelectField
        name="colour"
        label={t('tag.colour')}
        error={errors['colour']}
        hint={<TagChip colour={values.colour}>{values.name === '' ? t('tag.example') : values.name}</TagChip>}
        value={values.colour}
        options={tagColours.map((value) => ({ value, label: t(`colour.${value}`) }))}
        onChange={(colour) => change({ colour })}
      />
      <TextareaField
        name="description"
        label={vocabulary('field.description')}
        hint={t('tag.descriptionHint')}
        maxLength={500}
        error={errors['description']}
        value={values.description ?? ''}
        onChange={(words) => change({ description: words === '' ? null : words })}
      />
    </SaveDrawer>
  );
}
