import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyRow, IssuedApiKey } from '@crm/domain/api-key/api-key';
import { usualOverlapMinutes } from '@crm/domain/api-key/api-key.rules';
import { maxPageSize } from '@crm/domain/page-limits';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import type { PartProps } from '../parts.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { RotateDialog } from '../rotate-dialog.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import { SetupList } from '../setup-list.tsx';
import { NewKeyDrawer } from './new-key-drawer.tsx';
import { useApiKeyColumns } from './use-api-key-columns.tsx';

/** How programs sign in: what each key may do, when it was used, when it ends. */
export function ApiKeysPart({ notice }: PartProps) {
  const { t } = useTranslation('settings');
  const { t: keys } = useTranslation('apiKeys');
  const may = useMay();
  const [isCreating, setCreating] = useState(false);
  const [rotating, setRotating] = useState<ApiKeyRow | undefined>();
  const [leaving, setLeaving] = useState<ApiKeyRow | undefined>();
  const [issued, setIssued] = useState<IssuedApiKey | undefined>();
  const query = useQuery(trpc.api_key.list.queryOptions({ limit: maxPageSize }));
  const create = may('api_key:create') ? keys('create') : undefined;

  const queryClient = useQueryClient();
  const rotate = useMutation(
    trpc.api_key.rotate.mutationOptions({
      onSuccess: (key) => {
        setRotating(undefined);
        setIssued(key);
        void queryClient.invalidateQueries({ queryKey: [['api_key']] });
      },
    }),
  );
  const columns = useApiKeyColumns({ onRotate: setRotating, onRevoke: setLeaving });

  return (
    <>
      <SetupList
        title={t('part.apiKeys')}
        create={create}
        onCreate={() => setCreating(true)}
        notice={notice}
        columns={columns}
        rows={query.data?.items}
        rowLabel={({ name }) => name}
        error={query.error}
        onRetry={() => void query.refetch()}
        none={{ title: keys('none.title'), reason: keys('none.reason') }}
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
          name={rotating.name}
          unit="minutes"
          usual={usualOverlapMinutes}
          isPending={rotate.isPending}
          onRotate={(overlapMinutes) =>
            rotate.mutate({
              id: rotating.id,
              version: rotating.version,
              data: overlapMinutes === undefined ? {} : { overlapMinutes },
            })
          }
          onClose={() => setRotating(undefined)}
        />
      )}
      {issued && <SecretDialog issued={issued} onClose={() => setIssued(undefined)} />}
      {leaving && (
        <RemoveDialog resource="api_key" api={api.api_key} row={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </>
  );
}
