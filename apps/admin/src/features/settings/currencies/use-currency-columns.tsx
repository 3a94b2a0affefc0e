import { Button } from '@crm/ui/controls/button';
import { Badge } from '@crm/ui/data/badge';
import { RecordName } from '@crm/ui/data/named';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import type { CurrencyRow } from '@crm/domain/currency/currency';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import { RowVerbs } from '../row-verbs.tsx';
import classes from '../settings.module.css';

interface CurrencyColumnsOptions {
  readonly onRates: (row: CurrencyRow) => void;
  readonly onEdit: (row: CurrencyRow) => void;
  readonly onDelete: (row: CurrencyRow) => void;
}

/** What is told of a currency, and what can be done with it. */
export function useCurrencyColumns(options: CurrencyColumnsOptions): readonly Column<CurrencyRow>[] {
  const { onRates, onEdit, onDelete } = options;
  const { t } = useTranslation('prices');
  const { t: settings } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  return [
    {
      id: 'name',
      header: vocabulary('field.title'),
      small: 'title',
      skeleton: 'record',
      cell: ({ name }) => <RecordName name={name} kind="plain" />,
    },
    {
      id: 'code',
      header: t('currency.code'),
      width: '90px',
      small: 'detail',
      cell: ({ code }) => <WordsCell words={code} latin />,
    },
    {
      id: 'state',
      header: vocabulary('field.status'),
      width: '150px',
      cell: ({ isBase, active }) => (
        <Badge tone={active ? 'good' : 'idle'}>
          {t(isBase ? 'currency.base' : active ? 'currency.active' : 'currency.retired')}
        </Badge>
      ),
    },
    {
      id: 'verbs',
      header: settings('verbs'),
      width: '224px',
      small: 'aside',
      cell: (row) => (
        <span className={classes.verbs}>
          {!row.isBase && (
            <Button
              size="small"
              variant="ghost"
              icon="history"
              collapses
              aria-label={t('currency.ratesOf', { code: row.code })}
              onClick={() => onRates(row)}
            >
              {t('currency.rates')}
            </Button>
          )}
          <RowVerbs
            name={row.name}
            onEdit={row.abilities.update ? () => onEdit(row) : undefined}
            onRemove={row.abilities.delete && !row.isBase ? () => onDelete(row) : undefined}
          />
        </span>
      ),
    },
  ];
}
