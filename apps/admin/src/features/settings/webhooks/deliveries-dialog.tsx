import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Badge, type Tone } from '@crm/ui/data/badge';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { SectionItem } from '@crm/ui/layout/section';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useTranslation } from 'react-i18next';
import type { WebhookDeliveryRow, WebhookEndpointRow } from '@crm/domain/webhook/webhook-endpoint';
import { trpc } from '#admin/lib/trpc.ts';

const tones: Readonly<Record<WebhookDeliveryRow['state'], Tone>> = {
  queued: 'idle',
  sending: 'accent',
  delivered: 'good',
  failed: 'bad',
};
const lookMs = 3_000;

/** What was sent to a webhook lately, what it answered, and how to send it again. */
export function DeliveriesDialog({ row, onClose }: { readonly row: WebhookEndpointRow; readonly onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const { id, name, abilities } = row;
  const queryClient = useQueryClient();
  const deliveries = trpc.webhook_endpoint.deliveries.queryOptions({ id });
  const { data } = useQuery({ ...deliveries, refetchInterval: lookMs });
  const renew = () => void queryClient.invalidateQueries({ queryKey: deliveries.queryKey });
  const test = useMutation(trpc.webhook_endpoint.sendTest.mutationOptions({ onSuccess: renew }));
  const replay = useMutation(
    trpc.webhook_endpoint.replay.mutationOptions({
      onSuccess: ({ count }) => {
        renew();
        showToast({ title: t('replayed', { count }), state: 'done' });
      },
    }),
  );
  const hasFailed = data?.items.some(({ state }) => state === 'failed') === true;
  return (
    <Dialog
      opened
      title={t('logTitle', { name })}
      onClose={onClose}
      actions={
        <>
          {abilities.update && hasFailed && (
            <Button variant="ghost" busy={replay.isPending} onClick={() => replay.mutate({ id, data: {} })}>
              {t('replayAll')}
            </Button>
          )}
          {abilities.update && (
            <Button variant="ghost" busy={test.isPending} onClick={() => test.mutate({ id })}>
              {t('test')}
            </Button>
          )}
          <Button onClick={onClose}>{t('close')}</Button>
        </>
      }
    >
      {data?.items.length === 0 && <Text level={3}>{t('nothingSent')}</Text>}
      {data?.items.map((delivery) => (
        <SectionItem
          key={delivery.id}
          wraps
          title={<code dir="ltr">{delivery.event}</code>}
          detail={
            <>
              <Moment at={delivery.createdAt} />
              {` · ${outcomeOf(delivery, t)}`}
            </>
          }
          end={
            <>
              <Badge tone={tones[delivery.state]}>{t(`delivery.${delivery.state}`)}</Badge>
              {abilities.update && delivery.state !== 'sending' && (
                <IconButton
                  size="small"
                  variant="ghost"
                  icon="retry"
                  label={t('replayOf', { event: delivery.event })}
                  onClick={() => replay.mutate({ id, data: { deliveryId: delivery.id } })}
                />
              )}
            </>
          }
        />
      ))}
    </Dialog>
  );
}

function outcomeOf(delivery: WebhookDeliveryRow, t: ReturnType<typeof useTranslation<'webhooks'>>['t']): string {
  const tries = t('tries', { count: delivery.attempts });
  if (delivery.lastStatus !== null) return `${tries} · HTTP ${delivery.lastStatus}`;
  return delivery.lastError === null ? tries : `${tries} · ${delivery.lastError}`;
}
