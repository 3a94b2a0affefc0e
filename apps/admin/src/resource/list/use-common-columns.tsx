import { Nothing } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { Person } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListColumn } from './list-columns.ts';

interface OwnedRow {
  readonly assignee: { readonly name: string } | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The columns that every owned record has. */
export function useCommonColumns() {
  const { t } = useTranslation('vocabulary');
  return useMemo(() => {
    const owner: ListColumn<OwnedRow> = {
      id: 'assignee',
      header: t('field.owner'),
      width: '164px',
      small: 'aside',
      skeleton: 'person',
      initial: true,
      cell: ({ assignee }) => (assignee ? <Person name={assignee.name} /> : <Nothing label={t('nobody')} />),
    };
    const createdAt: ListColumn<OwnedRow> = {
      id: 'createdAt',
      header: t('field.createdAt'),
      width: '124px',
      dropsFirst: true,
      initial: true,
      cell: (row) => <Faint at={row.createdAt} />,
    };
    const updatedAt: ListColumn<OwnedRow> = {
      id: 'updatedAt',
      header: t('field.updatedAt'),
      width: '124px',
      cell: (row) => <Faint at={row.updatedAt} />,
    };
    return { owner, createdAt, updatedAt };
  }, [t]);
}

function Faint({ at }: { readonly at: string }) {
  return (
    <Text level={2}>
      <Moment at={at} />
    </Text>
  );
}
