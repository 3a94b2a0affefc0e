import { Moment } from '@crm/ui/data/moment';
import { Person, RecordName } from '@crm/ui/data/named';
import { Status } from '@crm/ui/data/status';
import { Text } from '@crm/ui/data/text';
import type { Column } from '@crm/ui/table/column';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationRow } from '@crm/domain/operation/operation';
import { paths } from '#admin/app/paths.ts';
import { operationGlyphs } from './operation-states.ts';
import { useOperationWords } from './use-operation-words.ts';

/** What, state, how far, who, when. */
export function useOperationColumns(): readonly Column<OperationRow>[] {
  const { t } = useTranslation('operations');
  const words = useOperationWords();
  return useMemo<readonly Column<OperationRow>[]>(
    () => [
      {
        id: 'what',
        header: t('column.what'),
        width: '260px',
        small: 'title',
        skeleton: 'record',
        cell: (row) => <RecordName name={words.name(row)} kind="plain" href={paths.operation(row.id)} />,
      },
      {
        id: 'state',
        header: t('column.state'),
        width: '160px',
        small: 'figure',
        cell: ({ state }) => <Status state={operationGlyphs[state]}>{t(`state.${state}`)}</Status>,
      },
      {
        id: 'progress',
        header: t('column.progress'),
        small: 'detail',
        cell: (row) => (
          <Text level={2} cut>
            {row.endedAt === null ? words.progress(row) : words.outcome(row)}
          </Text>
        ),
      },
      {
        id: 'by',
        header: t('column.by'),
        width: '160px',
        dropsFirst: true,
        skeleton: 'person',
        cell: ({ createdBy }) => createdBy && <Person name={createdBy.name} />,
      },
      {
        id: 'at',
        header: t('column.at'),
        width: '140px',
        small: 'aside',
        cell: ({ createdAt }) => (
          <Text level={2}>
            <Moment at={createdAt} as="appointment" />
          </Text>
        ),
      },
    ],
    [t, words],
  );
}
