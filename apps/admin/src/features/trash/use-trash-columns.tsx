import { Button } from '@crm/ui/controls/button';
import { Nothing } from '@crm/ui/data/facts';
import { Person, RecordName } from '@crm/ui/data/named';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import { MomentCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { TrashRow } from './trash-kinds.ts';

interface TrashColumnsOptions<Row> {
  readonly nameOf: (row: Row) => string;
  readonly whatOf: (row: Row) => string;
  /** The row that is being restored. */
  readonly busyId: string | undefined;
  readonly onRestore: (row: Row) => void;
}

/** What is told of a deleted row, and the verb that brings it back. */
export function useTrashColumns<Row extends TrashRow>(options: TrashColumnsOptions<Row>): readonly Column<Row>[] {
  const { nameOf, whatOf, busyId, onRestore } = options;
  const { t } = useTranslation('trash');
  const { t: vocabulary } = useTranslation('vocabulary');
  return [
    {
      id: 'name',
      header: vocabulary('field.title'),
      small: 'title',
      skeleton: 'record',
      cell: (row) => <RecordName name={nameOf(row)} kind="plain" />,
    },
    {
      id: 'what',
      header: t('what'),
      width: '220px',
      small: 'detail',
      dropsFirst: true,
      cell: (row) => <WordsCell words={whatOf(row)} />,
    },
    {
      id: 'deletedAt',
      header: vocabulary('field.deletedAt'),
      width: '140px',
      small: 'figure',
      cell: ({ deletedAt }) => <MomentCell at={deletedAt} />,
    },
    {
      id: 'by',
      header: t('by'),
      width: '180px',
      skeleton: 'person',
      cell: ({ updatedBy }) =>
        updatedBy ? <Person name={updatedBy.name} /> : <Nothing label={vocabulary('unknown')} />,
    },
    {
      id: 'verbs',
      header: t('verbs'),
      width: '160px',
      small: 'aside',
      cell: (row) =>
        row.abilities.restore && (
          <Button
            size="small"
            icon="undo"
            busy={busyId === row.id}
            aria-label={t('restoreOf', { name: nameOf(row) })}
            onClick={() => onRestore(row)}
          >
            {t('restore')}
          </Button>
        ),
    },
  ];
}
