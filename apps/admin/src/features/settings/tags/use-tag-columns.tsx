import { Button } from '@crm/ui/controls/button';
import { Moment } from '@crm/ui/data/moment';
import { TagChip } from '@crm/ui/data/tag-chip';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import type { TagRow } from '@crm/domain/tag/tag';
import { api } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import { RestoreRow } from '../restore-row.tsx';
import { RowVerbs } from '../row-verbs.tsx';
import classes from '../settings.module.css';

interface TagColumnsOptions {
  readonly onEdit: (row: TagRow) => void;
  readonly onMerge: (row: TagRow) => void;
  readonly onDelete: (row: TagRow) => void;
}

/** What is told of a tag, and what can be done with it. */
export function useTagColumns({ onEdit, onMerge, onDelete }: TagColumnsOptions): readonly Column<TagRow>[] {
  const { t } = useTranslation('setup');
  const { t: settings } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  return [
    {
      id: 'name',
      header: vocabulary('field.title'),
      width: '220px',
      small: 'title',
      cell: ({ name, colour }) => <TagChip colour={colour}>{name}</TagChip>,
    },
    {
      id: 'description',
      header: vocabulary('field.description'),
      small: 'detail',
      cell: ({ description }) => <WordsCell words={description} />,
    },
    {
      id: 'records',
      header: t('tag.records'),
      width: '110px',
      figures: true,
      small: 'figure',
      cell: ({ records: { count, capped } }) => `${format.number(count)}${capped ? '+' : ''}`,
    },
    {
      id: 'updatedAt',
      header: vocabulary('field.updatedAt'),
      width: '130px',
      dropsFirst: true,
      cell: ({ updatedAt }) => (
        <Text level={2}>
          <Moment at={updatedAt} />
        </Text>
      ),
    },
    {
      id: 'verbs',
      header: settings('verbs'),
      width: '220px',
      small: 'aside',
      cell: (row) =>
        row.deletedAt === null ? (
          <span className={classes.verbs}>
            {row.abilities.merge && (
              <Button
                size="small"
                variant="ghost"
                aria-label={t('tag.mergeOf', { name: row.name })}
                onClick={() => onMerge(row)}
              >
                {t('tag.merge')}
              </Button>
            )}
            <RowVerbs
              name={row.name}
              onEdit={row.abilities.update ? () => onEdit(row) : undefined}
              onRemove={row.abilities.delete ? () => onDelete(row) : undefined}
            />
          </span>
        ) : (
          row.abilities.restore && <RestoreRow router="tag" restore={api.tag.restore} id={row.id} name={row.name} />
        ),
    },
  ];
}
