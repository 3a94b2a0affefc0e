import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { TagChip } from '@crm/ui/data/tag-chip';
import { LookupField } from '@crm/ui/fields/lookup-field';
import type { LookupSearch } from '@crm/ui/fields/use-lookup';
import { Popover } from '@crm/ui/overlays/popover';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagRef } from '@crm/domain/tag/tag-ref';
import { readError } from '#admin/lib/api-error.ts';
import { toastError } from '#admin/lib/error-toast.ts';
import { showAtOnce } from '#admin/lib/optimistic.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import type { TaggableType } from '@crm/domain/tag/tag';
import classes from './record-tags.module.css';

interface Tagged {
  readonly id: string;
  readonly tags: readonly TagRef[];
}

/** Puts tags on the records of a noun and takes them off. */
export interface TagApi {
  readonly tag: { mutate(input: { id: string; tagId: string }): Promise<unknown> };
  readonly untag: { mutate(input: { id: string; tagId: string }): Promise<unknown> };
}

interface RecordTagsProps {
  readonly resource: TaggableType;
  readonly api: TagApi;
  readonly row: Tagged;
  readonly mayChange: boolean;
}

const offered = 20;

/** The tags of a record, added and taken off in their place. */
export function RecordTags({ resource, api: tagging, row, mayChange }: RecordTagsProps) {
  const { t } = useTranslation('records');
  const queryClient = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const queryKey = [[resource, 'get'], { input: { id: row.id }, type: 'query' }];

  const put = async (tags: readonly TagRef[], write: () => Promise<unknown>) => {
    const rollback = await showAtOnce<Tagged>(queryKey, (shown) => ({ ...shown, tags }));
    try {
      await write();
      void queryClient.invalidateQueries({ queryKey: [[resource]] });
      void queryClient.invalidateQueries({ queryKey: [['timeline']] });
    } catch (thrown) {
      rollback();
      void toastError(readError(thrown));
    }
  };
  const add = (tag: TagRef) =>
    put(
      [...row.tags, tag].toSorted((a, b) => a.name.localeCompare(b.name)),
      () => tagging.tag.mutate({ id: row.id, tagId: tag.id }),
    );
  const remove = (tag: TagRef) =>
    put(
      row.tags.filter(({ id }) => id !== tag.id),
      () => tagging.untag.mutate({ id: row.id, tagId: tag.id }),
    );

  if (row.tags.length === 0 && !mayChange) return null;
  return (
    <div className={classes.tags} role="group" aria-label={t('tags.label')}>
      {row.tags.map((tag) => (
        <TagChip
          key={tag.id}
          colour={tag.colour}
          removeLabel={t('tags.remove', { name: tag.name })}
          onRemove={mayChange ? () => void remove(tag) : undefined}
        >
          {tag.name}
        </TagChip>
      ))}
      {mayChange && (
        <Popover
          opened={isAdding}
          onChange={setAdding}
          label={t('tags.add')}
          target={
            <Button
              size="small"
              variant="ghost"
              icon="tag"
              aria-expanded={isAdding}
              onClick={() => setAdding(!isAdding)}
            >
              {t('tags.add')}
            </Button>
          }
        >
          <TagChoice
            chosen={row.tags}
            onChoose={(tag) => {
              setAdding(false);
              void add(tag);
            }}
          />
        </Popover>
      )}
    </div>
  );
}

interface TagChoiceProps {
  readonly chosen: readonly TagRef[];
  readonly onChoose: (tag: TagRef) => void;
}

/** A tag by its name; one that is not there yet can be made on the way. */
function TagChoice({ chosen, onChoose }: TagChoiceProps) {
  const { t } = useTranslation('records');
  const may = useMay();
  // Options carry no colour: the tags behind them are kept beside.
  const found = useRef(new Map<string, TagRef>());
  const search = useMemo<LookupSearch>(
    () => async (query, signal) => {
      const q = query.trim();
      const filter = q === '' ? {} : { q };
      const { items } = await api.tag.list.query({ filter, limit: offered, sort: 'name' }, { signal });
      for (const { id, name, colour } of items) found.current.set(id, { id, name, colour });
      return items
        .filter(({ id }) => chosen.every((tag) => tag.id !== id))
        .map(({ id, name, description }) => ({ id, label: name, detail: description ?? undefined }));
    },
    [chosen],
  );
  const create = async (name: string) => {
    try {
      const { id, colour, name: kept } = await api.tag.create.mutate({ data: { name } });
      onChoose({ id, name: kept, colour });
    } catch (thrown) {
      void toastError(readError(thrown));
    }
  };
  return (
    <div className={classes.choice}>
      <LookupField
        label={t('tags.name')}
        value={undefined}
        search={search}
        onChange={(option) => {
          const tag = option && found.current.get(option.id);
          if (tag) onChoose(tag);
        }}
        {...(may('tag:create') && { onCreate: (name: string) => void create(name) })}
      />
    </div>
  );
}
