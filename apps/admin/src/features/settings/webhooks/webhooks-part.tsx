import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { IssuedWebhookEndpoint, WebhookEndpointRow } from '@crm/domain/webhook/webhook-endpoint';
import { usualOverlapHours } from '@crm/domain/webhook/webhook.rules';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import type { PartProps } from '../parts.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { RotateDialog } from '../rotate-dialog.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import { SetupList } from '../setup-list.tsx';
import { DeliveriesDialog } from './deliveries-dialog.tsx';
import { useWebhookColumns } from './use-webhook-columns.tsx';
import { WebhookDrawer } from './webhook-drawer.tsx';

/** Where other systems hear of changes, how it goes, and what was sent. */
export function WebhooksPart({ notice }: PartProps) {
  const { t } = useTranslation('webhooks');
  const { t: settings } = useTranslation('settings');
  const may = useMay();
  const queryClient = useQueryClient();
  const [edited, setEdited] = useState<WebhookEndpointRow | 'new' | undefined>();
  const [rotating, setRotating] = useState<WebhookEndpointRow | undefined>();
  const [looked, setLooked] = useState<WebhookEndpointRow | undefined>();
  const [leaving, setLeaving] = useState<WebhookEndpointRow | undefined>();
  const [issued, setIssued] = useState<IssuedWebhookEndpoint | undefined>();
  const query = useQuery(trpc.webhook_endpoint.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  const rotate = useMutation(
    trpc.webhook_endpoint.rotate.mutationOptions({
      onSuccess: (endpoint) => {
        setRotating(undefined);
        setIssued(endpoint);
        void queryClient.invalidateQueries({ queryKey: [['webhook_endpoint']] });
      },
    }),
  );
  const columns = useWebhookColumns({
    onEdit: setEdited,
    onRotate: setRotating,
    onLook: setLooked,
    onDelete: setLeaving,
  });

  return (
    <>
      <SetupList
        title={settings('part.webhooks')}
        create={may('webhook_endpoint:create') ? t('create') : undefined}
        onCreate={() => setEdited('new')}
        notice={notice}
        columns={columns}
        rows={query.data?.items}
        rowLabel={({ name }) => name}
        error={query.error}
        onRetry={() => void query.refetch()}
        none={{ title: t('none.title'), reason: t('none.reason') }}
      />
      {edited && (
        <WebhookDrawer
          row={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onIssued={(endpoint) => {
            setEdited(undefined);
            setIssued(endpoint);
          }}
        />
      )}
      {rotating && (
        <RotateDialog
          name={rotating.name}
          unit="hours"
          usual={usualOverlapHours}
          isPending={rotate.isPending}
          onRotate={(overlapHours) =>
            rotate.mutate({
              id: rotating.id,
              version: rotating.version,
              data: overlapHours === undefined ? {} : { overlapHours },
            })
          }
          onClose={() => setRotating(undefined)}
        />
      )}
      {looked && <DeliveriesDialog row={looked} onClose={() => setLooked(undefined)} />}
      {issued && <SecretDialog issued={issued} onClose={() => setIssued(undefined)} />}
      {leaving && (
        <RemoveDialog
          resource="webhook_endpoint"
          api={api.webhook_endpoint}
          row={leaving}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}
