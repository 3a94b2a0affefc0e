import { Button } from '@crm/ui/controls/button';
import { Badge } from '@crm/ui/data/badge';
import { Nothing } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { Person } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import type { ApiKeyRow } from '@crm/domain/api-key/api-key';
import { RowVerbs } from '../row-verbs.tsx';

interface ApiKeyColumnsOptions {
  readonly onRotate: (row: ApiKeyRow) => void;
  readonly onRevoke: (row: ApiKeyRow) => void;
}

/** What is told of an API key, and what can be done with it. */
export function useApiKeyColumns({ onRotate, onRevoke }: ApiKeyColumnsOptions): readonly Column<ApiKeyRow>[] {
  const { t } = useTranslation('settings');
  const { t: keys } = useTranslation('apiKeys');
  const { t: vocabulary } = useTranslation('vocabulary');
  return [
    {
      id: 'name',
      header: vocabulary('field.name'),
      small: 'title',
      cell: ({ name, prefix }) => (
        <Text>
          <span dir="auto">{name}</span> <Text level={3}>{`${prefix}…`}</Text>
        </Text>
      ),
    },
    {
      id: 'user',
      header: keys('actsAs'),
      width: '170px',
      small: 'detail',
      cell: ({ user }) => (user ? <Person name={user.name} /> : <Nothing label={vocabulary('nobody')} />),
    },
    {
      id: 'scopes',
      header: keys('scopes'),
      width: '110px',
      dropsFirst: true,
      cell: ({ scopes }) => <Text level={2}>{keys('scopeCount', { count: scopes.length })}</Text>,
    },
    {
      id: 'lastUsedAt',
      header: keys('lastUsed'),
      width: '120px',
      dropsFirst: true,
      cell: ({ lastUsedAt }) => <MomentOr at={lastUsedAt} otherwise={t('user.never')} />,
    },
    {
      id: 'expiresAt',
      header: keys('expires'),
      width: '120px',
      cell: ({ expiresAt }) => <MomentOr at={expiresAt} otherwise={t('user.never')} />,
    },
    {
      id: 'state',
      header: vocabulary('field.status'),
      width: '100px',
      small: 'figure',
      cell: ({ keyState }) => <Badge tone={keyState === 'active' ? 'good' : 'idle'}>{keys(`state.${keyState}`)}</Badge>,
    },
    {
      id: 'verbs',
      header: t('verbs'),
      width: '140px',
      small: 'aside',
      cell: (row) => (
        <>
          {row.abilities.rotate && (
            <Button
              size="small"
              variant="ghost"
              aria-label={keys('rotateOf', { name: row.name })}
              onClick={() => onRotate(row)}
            >
              {keys('rotate')}
            </Button>
          )}
          <RowVerbs name={row.name} onRemove={row.abilities.delete ? () => onRevoke(row) : undefined} />
        </>
      ),
    },
  ];
}

function MomentOr({ at, otherwise }: { readonly at: string | null; readonly otherwise: string }) {
  if (at === null) return <Nothing label={otherwise} />;
  return (
    <Text level={2}>
      <Moment at={at} />
    </Text>
  );
}
