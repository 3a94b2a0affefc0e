import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Note } from '@crm/ui/feedback/note';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useTranslation } from 'react-i18next';
import { readError, type ApiError } from '#admin/lib/api-error.ts';
import { readNumber } from '#admin/lib/read.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';

/** What the settings can take away. */
type Removable =
  | 'user'
  | 'team'
  | 'pipeline'
  | 'stage'
  | 'api_key'
  | 'webhook_endpoint'
  | 'calendar'
  | 'sla_policy'
  | 'ticket_category'
  | 'territory'
  | 'approval_policy'
  | 'lead_scoring_rule'
  | 'tag'
  | 'pricebook'
  | 'currency'
  | 'custom_field'
  | 'workflow';

interface RemoveDialogProps {
  readonly resource: Removable;
  readonly api: {
    readonly delete: { mutate(input: { id: string }): Promise<unknown> };
    readonly restore: { mutate(input: { id: string }): Promise<unknown> };
  };
  readonly row: { readonly id: string; readonly name: string; readonly abilities: { readonly restore: boolean } };
  readonly onClose: () => void;
}

/** Asks before something is taken away, says why the server keeps it, and offers the way back. */
export function RemoveDialog({ resource, api, row, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const queryClient = useQueryClient();
  const { name } = row;
  const renew = () => void queryClient.invalidateQueries({ queryKey: [[resource]] });

  const restore = useMutation({
    mutationFn: (input: { readonly id: string }) => api.restore.mutate(input),
    onSuccess: () => {
      renew();
      showToast({ title: frame('trash.restored', { what: name }), state: 'done' });
    },
  });
  const remove = useMutation({
    mutationFn: (input: { readonly id: string }) => api.delete.mutate(input),
    meta: { tellsErrors: true },
    onSuccess: () => {
      renew();
      onClose();
      showToast({
        title: t(`remove.${resource}.done`, { name }),
        state: 'done',
        action: { label: frame('trash.undo'), run: () => restore.mutate({ id: row.id }) },
      });
    },
  });

  return (
    <Dialog
      opened
      size="narrow"
      onClose={onClose}
      title={t(`remove.${resource}.title`, { name })}
      description={t(`remove.${resource}.reason`)}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('remove.cancel')}
          </Button>
          <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate({ id: row.id })}>
            {t(`remove.${resource}.submit`)}
          </Button>
        </>
      }
    >
      {remove.error && <Refusal resource={resource} error={readError(remove.error)} />}
    </Dialog>
  );
}

function Refusal({ resource, error }: { readonly resource: Removable; readonly error: ApiError }) {
  const { t } = useTranslation('settings');
  const words = useErrorWords();
  const deals = readNumber(error.details['deals']);
  return (
    <Note tone="bad" icon="warning" live>
      {error.code === 'in_use' ? (
        <>
          {t(`remove.inUse.${resource}`)} {deals !== undefined && t('remove.deals', { count: deals })}
        </>
      ) : (
        <>
          {words.title(error)}. {words.advice(error)}
        </>
      )}
    </Note>
  );
}
