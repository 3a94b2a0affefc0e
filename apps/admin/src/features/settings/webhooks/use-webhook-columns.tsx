import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Badge, type Tone } from '@crm/ui/data/badge';
import { RecordName } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import type { WebhookEndpointRow } from '@crm/domain/webhook/webhook-endpoint';
import { trpc } from '#admin/lib/trpc.ts';
import { RowVerbs } from '../row-verbs.tsx';

interface WebhookColumnsOptions {
  readonly onEdit: (row: WebhookEndpointRow) => void;
  readonly onRotate: (row: WebhookEndpointRow) => void;
  readonly onLook: (row: WebhookEndpointRow) => void;
  readonly onDelete: (row: WebhookEndpointRow) => void;
}

const tones = { active: 'good', paused: 'idle', disabled: 'bad' } as const satisfies Record<string, Tone>;

/** What is told of a webhook, and what can be done with it. */
export function useWebhookColumns({
  onEdit,
  onRotate,
  onLook,
  onDelete,
}: WebhookColumnsOptions): readonly Column<WebhookEndpointRow>[] {
  const { t } = useTranslation('webhooks');
  const { t: settings } = useTranslation('settings');
  const { t: keys } = useTranslation('apiKeys');
  const { t: vocabulary } = useTranslation('vocabulary');
  const queryClient = useQueryClient();
  const update = useMutation(
    trpc.webhook_endpoint.update.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: [['webhook_endpoint']] }),
    }),
  );
  return [
    {
      id: 'name',
      header: vocabulary('field.name'),
      small: 'title',
      cell: ({ name }) => <RecordName name={name} kind="plain" />,
    },
    {
      id: 'url',
      header: t('url'),
      small: 'detail',
      cell: ({ url }) => (
        <Text level={2}>
          <span dir="ltr">{url}</span>
        </Text>
      ),
    },
    {
      id: 'events',
      header: t('events'),
      width: '110px',
      dropsFirst: true,
      cell: ({ events }) => <Text level={2}>{t('eventCount', { count: events.length })}</Text>,
    },
    {
      id: 'state',
      header: vocabulary('field.status'),
      width: '110px',
      small: 'figure',
      cell: ({ endpointState, failingSince }) =>
        endpointState === 'active' && failingSince !== null ? (
          <Badge tone="warn">{t('state.failing')}</Badge>
        ) : (
          <Badge tone={tones[endpointState]}>{t(`state.${endpointState}`)}</Badge>
        ),
    },
    {
      id: 'verbs',
      header: settings('verbs'),
      width: '340px',
      small: 'aside',
      cell: (row) => {
        const { id, name, version, endpointState, abilities } = row;
        const next = endpointState === 'active' ? 'paused' : 'active';
        return (
          <RowVerbs
            name={name}
            onEdit={abilities.update ? () => onEdit(row) : undefined}
            onRemove={abilities.delete ? () => onDelete(row) : undefined}
            verbs={[
              { id: 'log', label: t('log'), told: t('logOf', { name }), run: () => onLook(row) },
              ...(abilities.update
                ? [
                    {
                      id: 'turn',
                      label: t(`turn.${next}`),
                      told: t(`turnOf.${next}`, { name }),
                      run: () => update.mutate({ id, version, data: { endpointState: next } }),
                    },
                  ]
                : []),
              ...(abilities.rotate
                ? [
                    {
                      id: 'rotate',
                      label: keys('rotate'),
                      told: keys('rotateOf', { name }),
                      run: () => onRotate(row),
                    },
                  ]
                : []),
            ]}
          />
        );
      },
    },
  ];
}
