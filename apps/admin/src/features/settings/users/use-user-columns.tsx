import { Nothing } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { RecordName } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '@crm/domain/user/user';
import { useMay } from '#admin/lib/session.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import { UserStatusBadge } from '#admin/resource/status-badges.tsx';
import { useForms } from '#admin/resource/use-forms.ts';
import { RowVerbs } from '../row-verbs.tsx';
import { EnableButton } from './enable-button.tsx';
import { ViewAsButton } from './view-as-button.tsx';

interface UserColumnsOptions {
  /** Those who may no longer sign in are shown: their verb is longer. */
  readonly isDisabled: boolean;
  readonly onDisable: (row: UserRow) => void;
}

/** What is told of somebody who signs in, and what can be done. */
export function useUserColumns({ isDisabled, onDisable }: UserColumnsOptions): readonly Column<UserRow>[] {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const forms = useForms();
  const may = useMay();
  const verbs: Column<UserRow> = {
    id: 'verbs',
    header: t('verbs'),
    width: isDisabled ? '164px' : '148px',
    small: 'aside',
    cell: (row) =>
      row.deletedAt === null ? (
        <RowVerbs
          isPerson
          name={row.name}
          onEdit={row.abilities.update ? () => forms.edit('user', row.id) : undefined}
          onRemove={row.abilities.delete ? () => onDisable(row) : undefined}
        >
          <ViewAsButton row={row} />
        </RowVerbs>
      ) : (
        row.abilities.restore && <EnableButton row={row} />
      ),
  };
  const facts: readonly Column<UserRow>[] = [
    {
      id: 'name',
      header: vocabulary('field.name'),
      small: 'title',
      skeleton: 'record',
      cell: ({ name }) => <RecordName name={name} kind="person" />,
    },
    {
      id: 'email',
      header: vocabulary('field.email'),
      width: '212px',
      small: 'detail',
      dropsFirst: true,
      cell: ({ email }) => <WordsCell words={email} latin />,
    },
    {
      id: 'role',
      header: vocabulary('field.role'),
      width: '108px',
      cell: ({ role }) => <Text level={2}>{vocabulary(`role.${role}`)}</Text>,
    },
    {
      id: 'team',
      header: vocabulary('field.team'),
      width: '124px',
      cell: ({ team }) => <WordsCell words={team?.name ?? null} />,
    },
    {
      id: 'status',
      header: vocabulary('field.status'),
      width: '112px',
      small: 'figure',
      cell: ({ status }) => <UserStatusBadge status={status} />,
    },
    {
      id: 'lastLoginAt',
      header: vocabulary('field.lastLoginAt'),
      width: '124px',
      dropsFirst: true,
      cell: ({ lastLoginAt }) =>
        lastLoginAt === null ? (
          <Nothing label={t('user.never')} />
        ) : (
          <Text level={2}>
            <Moment at={lastLoginAt} />
          </Text>
        ),
    },
  ];
  return may('user:update') ? [...facts, verbs] : facts;
}
