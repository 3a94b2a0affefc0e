import { RecordName } from '@crm/ui/data/named';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import type { Column } from '@crm/ui/table/column';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessRow } from '@crm/domain/process/process';
import { paths } from '#admin/app/paths.ts';
import { ProcessStatus } from '#admin/resource/process/process-status.tsx';
import { WaitSentence } from '#admin/resource/process/wait-sentence.tsx';

/** Kind, record, state, what it waits for, since when. */
export function useProcessColumns(): readonly Column<ProcessRow>[] {
  const { t } = useTranslation('processes');
  const { t: process } = useTranslation('process');
  return useMemo<readonly Column<ProcessRow>[]>(
    () => [
      {
        id: 'record',
        header: t('column.record'),
        width: '220px',
        small: 'title',
        skeleton: 'record',
        cell: (row) => <RecordName name={row.subjectName} kind="plain" href={paths.process(row.id)} />,
      },
      {
        id: 'kind',
        header: t('column.kind'),
        width: '160px',
        dropsFirst: true,
        small: 'fallback',
        cell: ({ kind }) => <Text level={2}>{process(`kind.${kind}`)}</Text>,
      },
      {
        id: 'state',
        header: t('column.state'),
        width: '180px',
        small: 'figure',
        cell: ({ state }) => <ProcessStatus state={state} />,
      },
      {
        id: 'waits',
        header: t('column.waits'),
        small: 'detail',
        cell: (row) => (
          <Text level={2} cut>
            <WaitSentence process={row} />
          </Text>
        ),
      },
      {
        id: 'since',
        header: t('column.since'),
        width: '140px',
        small: 'aside',
        cell: ({ wait, updatedAt }) => (
          <Text level={2}>
            <Moment at={wait?.since ?? updatedAt} as="appointment" />
          </Text>
        ),
      },
    ],
    [t, process],
  );
}
