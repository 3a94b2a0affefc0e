import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { PageHead } from '@crm/ui/layout/page-head';
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
import { NewKeyDrawer } from './new-key-drawer.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { useApiKeyColumns } from './use-api-key-columns.tsx';

/** How programs sign in: what each key may do, when it was used, when it ends. */
export function ApiKeysPart({ notice }: PartProps) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const [isCreating, setCreating] = useState(false);
  const [rotating, setRotating] = useState<ApiKeyRow | undefined>();
  const [leaving, setLeaving] = useState<ApiKeyRow | undefined>();
  const [issued, setIssued] = useState<IssuedApiKey | undefined>();
  const query = useQuery(trpc.apiKey.list.queryOptions({ limit: maxPageSize }));
  const create = may('api_key:create') ? t('apiKey.create') : undefined;

  const columns = useApiKeyColumns({ onRotate: setRotating, onRevoke: setLeaving });

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
