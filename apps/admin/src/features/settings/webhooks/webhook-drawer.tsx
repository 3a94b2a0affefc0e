import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { eventKinds } from '@crm/domain/events';
import type { IssuedWebhookEndpoint, WebhookEndpointRow } from '@crm/domain/webhook/webhook-endpoint';
import { toldResources } from '@crm/domain/webhook/webhook-events';
import { trpc } from '#admin/lib/trpc.ts';
import { CheckGroup } from '#admin/resource/form/check-group.tsx';
import { SaveDrawer } from '../save-drawer.tsx';
import classes from '../settings.module.css';

interface WebhookDrawerProps {
  /** Nothing: a new one. */
  readonly row: WebhookEndpointRow | undefined;
  readonly onClose: () => void;
  readonly onIssued: (endpoint: IssuedWebhookEndpoint) => void;
}

/** Where to post, and what of. A new endpoint shows its secret next. */
export function WebhookDrawer({ row, onClose, onIssued }: WebhookDrawerProps) {
  const { t } = useTranslation('webhooks');
  const { t: settings } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const queryClient = useQueryClient();
  const [name, setName] = useState(row?.name ?? '');
  const [url, setUrl] = useState(row?.url ?? '');
  const [events, setEvents] = useState<readonly string[]>(row?.events ?? []);
  const renew = () => void queryClient.invalidateQueries({ queryKey: [['webhook_endpoint']] });
  const create = useMutation(
    trpc.webhook_endpoint.create.mutationOptions({
      meta: { tellsErrors: true },
      onSuccess: (issued) => {
        onIssued(issued);
        renew();
      },
    }),
  );
  const update = useMutation(
    trpc.webhook_endpoint.update.mutationOptions({
      meta: { tellsErrors: true },
      onSuccess: () => {
        onClose();
        renew();
      },
    }),
  );
  const data = { name, url, events: [...events] };

  return (
    <SaveDrawer
      title={row === undefined ? t('create') : settings('editOf', { name: row.name })}
      submit={row === undefined ? t('submit') : t('save')}
      isDirty={name !== (row?.name ?? '') || url !== (row?.url ?? '') || events !== row?.events}
      isPending={create.isPending || update.isPending}
      isReady={name.trim() !== '' && url.trim() !== '' && events.length > 0}
      error={create.error ?? update.error}
      onSubmit={() => {
        if (row === undefined) create.mutate({ data });
        else update.mutate({ id: row.id, version: row.version, data });
      }}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={vocabulary('field.name')}
        hint={t('nameHint')}
        error={undefined}
        required
        maxLength={100}
        value={name}
        onChange={setName}
      />
      <TextField
        name="url"
        label={t('url')}
        hint={t('urlHint')}
        error={undefined}
        required
        maxLength={2_000}
        value={url}
        onChange={setUrl}
      />
      <fieldset className={classes.group}>
        <legend className={classes.legend}>{t('events')}</legend>
        {toldResources.map((resource) => {
          const own = eventKinds.map((kind) => ({ kind, event: `${resource}.${kind}` }));
          return (
            <CheckGroup
              key={resource}
              legend={vocabulary(`plural.${resource}`)}
              options={own.map(({ kind, event }) => ({ value: event, label: t(`kind.${kind}`) }))}
              value={own.map(({ event }) => event).filter((event) => events.includes(event))}
              onChange={(chosen) =>
                setEvents([...events.filter((event) => !event.startsWith(`${resource}.`)), ...chosen])
              }
            />
          );
        })}
      </fieldset>
    </SaveDrawer>
  );
}
