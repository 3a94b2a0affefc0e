import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Badge } from '@crm/ui/data/badge';
import { Nothing } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { Person } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import { PageHead } from '@crm/ui/layout/page-head';
import type { Column } from '@crm/ui/table/column';
import { DataTable } from '@crm/ui/table/data-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyRow, IssuedApiKey } from '@crm/domain/api-key/api-key';
import { maxPageSize } from '@crm/domain/page-limits';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { ListEmpty } from '#admin/resource/list/list-empty.tsx';
import type { PartProps } from '../parts.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { RowVerbs } from '../row-verbs.tsx';
import { NewKeyDrawer } from './new-key-drawer.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

/** How programs sign in: what each key may do, when it was used, when it ends. */
export function ApiKeysPart({ notice }: PartProps) {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const [isCreating, setCreating] = useState(false);
  const [rotating, setRotating] = useState<ApiKeyRow | undefined>();
  const [leaving, setLeaving] = useState<ApiKeyRow | undefined>();
  const [issued, setIssued] = useState<IssuedApiKey | undefined>();
  const query = useQuery(trpc.apiKey.list.queryOptions({ limit: maxPageSize }));
  const create = may('api_key:create') ? t('apiKey.create') : undefined;

  const columns: readonly Column<ApiKeyRow>[] = [
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
      header: t('apiKey.actsAs'),
      width: '170px',
      small: 'detail',
      cell: ({ user }) => (user ? <Person name={user.name} /> : <Nothing label={vocabulary('nobody')} />),
    },
    {
      id: 'scopes',
      header: t('apiKey.scopes'),
      width: '110px',
      dropsFirst: true,
      cell: ({ scopes }) => <Text level={2}>{t('apiKey.scopeCount', { count: scopes.length })}</Text>,
    },
    {
      id: 'lastUsedAt',
      header: t('apiKey.lastUsed'),
      width: '120px',
      dropsFirst: true,
      cell: ({ lastUsedAt }) => <MomentOr at={lastUsedAt} otherwise={t('user.never')} />,
    },
    {
      id: 'expiresAt',
      header: t('apiKey.expires'),
      width: '120px',
      cell: ({ expiresAt }) => <MomentOr at={expiresAt} otherwise={t('user.never')} />,
    },
    {
      id: 'state',
      header: vocabulary('field.status'),
      width: '100px',
      small: 'figure',
      cell: ({ keyState }) => (
        <Badge tone={keyState === 'active' ? 'good' : 'idle'}>{t(`apiKey.state.${keyState}`)}</Badge>
      ),
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
              aria-label={t('apiKey.rotateOf', { name: row.name })}
              onClick={() => setRotating(row)}
            >
              {t('apiKey.rotate')}
            </Button>
          )}
          <RowVerbs name={row.name} onRemove={row.abilities.delete ? () => setLeaving(row) : undefined} />
        </>
      ),
    },
  ];

  return (
    <>
      <PageHead
        title={t('part.apiKeys')}
        actions={
          create && (
            <Button variant="primary" icon="plus" collapses onClick={() => setCreating(true)}>
              {create}
            </Button>
          )
        }
      />
      {notice}
      <DataTable
        label={t('part.apiKeys')}
        columns={columns}
        rows={query.data?.items ?? []}
        rowId={({ id }) => id}
        rowLabel={({ name }) => name}
        status={query.isPending ? 'loading' : 'ready'}
        empty={
          <ListEmpty
            noneYet={{ title: t('apiKey.none.title'), reason: t('apiKey.none.reason'), create }}
            error={query.error}
            lastFilter={undefined}
            onRetry={() => void query.refetch()}
            onRemoveLast={() => {}}
            onClear={() => {}}
            onCreate={() => setCreating(true)}
          />
        }
      />
      {isCreating && (
        <NewKeyDrawer
          onClose={() => setCreating(false)}
          onIssued={(key) => {
            setCreating(false);
            setIssued(key);
          }}
        />
      )}
      {rotating && (
        <RotateDialog
          row={rotating}
          onClose={() => setRotating(undefined)}
          onIssued={(key) => {
            setRotating(undefined);
            setIssued(key);
          }}
        />
      )}
      {issued && <SecretDialog issued={issued} onClose={() => setIssued(undefined)} />}
      {leaving && (
        <RemoveDialog resource="api_key" api={api.apiKey} row={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </>
  );
}

function MomentOr({ at, otherwise }: { readonly at: string | null; readonly otherwise: string }) {
  if (at === null) return <Nothing label={otherwise} />;
  return (
    <Text level={2}>
      <Moment at={at} />
    </Text>
  );
}
