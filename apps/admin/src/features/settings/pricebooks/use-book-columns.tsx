import { Button } from '@crm/ui/controls/button';
import { Badge } from '@crm/ui/data/badge';
import { Nothing } from '@crm/ui/data/facts';
import { RecordName } from '@crm/ui/data/named';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import type { PricebookRow } from '@crm/domain/pricebook/pricebook';
import { api } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import { RestoreRow } from '../restore-row.tsx';
import { RowVerbs } from '../row-verbs.tsx';
import classes from '../settings.module.css';
import { useValidity } from './use-validity.ts';

interface BookColumnsOptions {
  readonly onOpen: (id: string) => void;
  readonly onEdit: (row: PricebookRow) => void;
  readonly onDelete: (row: PricebookRow) => void;
}

/** What is told of a price book, and what can be done with it. */
export function useBookColumns({ onOpen, onEdit, onDelete }: BookColumnsOptions): readonly Column<PricebookRow>[] {
  const { t } = useTranslation('prices');
  const { t: settings } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const validity = useValidity();
  return [
    {
      id: 'name',
      header: vocabulary('field.title'),
      small: 'title',
      skeleton: 'record',
      cell: ({ name }) => <RecordName name={name} kind="plain" />,
    },
    {
      id: 'currency',
      header: vocabulary('field.currency'),
      width: '90px',
      small: 'figure',
      cell: ({ currency }) => <WordsCell words={currency} latin />,
    },
    {
      id: 'valid',
      header: t('valid'),
      width: '190px',
      small: 'detail',
      cell: (row) => <WordsCell words={validity(row)} />,
    },
    { id: 'segment', header: t('segment'), width: '130px', cell: ({ segment }) => <WordsCell words={segment} /> },
    {
      id: 'priority',
      header: t('priority'),
      width: '90px',
      figures: true,
      dropsFirst: true,
      cell: ({ priority }) => format.number(priority),
    },
    {
      id: 'isDefault',
      header: vocabulary('field.isDefault'),
      width: '100px',
      dropsFirst: true,
      cell: ({ isDefault }) =>
        isDefault ? <Badge tone="good">{vocabulary('yes')}</Badge> : <Nothing label={vocabulary('no')} />,
    },
    {
      id: 'verbs',
      header: settings('verbs'),
      width: '224px',
      small: 'aside',
      cell: (row) =>
        row.deletedAt === null ? (
          <span className={classes.verbs}>
            <Button
              size="small"
              variant="ghost"
              icon="table"
              collapses
              aria-label={t('openOf', { name: row.name })}
              onClick={() => onOpen(row.id)}
            >
              {t('open')}
            </Button>
            <RowVerbs
              name={row.name}
              onEdit={row.abilities.update ? () => onEdit(row) : undefined}
              onRemove={row.abilities.delete ? () => onDelete(row) : undefined}
            />
          </span>
        ) : (
          row.abilities.restore && (
            <RestoreRow router="pricebook" restore={api.pricebook.restore} id={row.id} name={row.name} />
          )
        ),
    },
  ];
}
