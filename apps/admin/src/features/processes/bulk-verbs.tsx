import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Text } from '@crm/ui/data/text';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { useFormat } from '@crm/ui/hooks/use-format';
import { showToast } from '@crm/ui/hooks/use-toasts';
import type { IconName } from '@crm/ui/icons/icon';
import { BulkBar } from '@crm/ui/overlays/bulk-bar';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '@crm/domain/permissions';
import type { ProcessFilter } from '@crm/domain/process/process';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import classes from './verb-dialog.module.css';

const verbs = {
  retry: { icon: 'retry', permission: 'process:operate' },
  restart: { icon: 'history', permission: 'process:operate' },
  pause: { icon: 'pause', permission: 'process:operate' },
  resume: { icon: 'play', permission: 'process:operate' },
  skip: { icon: 'skip', permission: 'process:force' },
  cancel: { icon: 'ban', permission: 'process:act' },
  terminate: { icon: 'stop', permission: 'process:force' },
} as const satisfies Record<string, { icon: IconName; permission: Permission }>;
type BulkVerb = keyof typeof verbs;
const bulkVerbs: readonly BulkVerb[] = ['retry', 'restart', 'pause', 'resume', 'skip', 'cancel', 'terminate'];

interface BulkVerbsProps {
  /** The ticked ones, or all that the filter finds. */
  readonly filter: ProcessFilter;
  readonly count: number;
  readonly total: number | undefined;
  readonly onSelectAll: (() => void) | undefined;
  readonly onClear: () => void;
}

/** What can be done to many processes at once. */
export function BulkVerbs({ filter, count, total, onSelectAll, onClear }: BulkVerbsProps) {
  const { t } = useTranslation('processes');
  const may = useMay();
  const [asked, setAsked] = useState<BulkVerb | undefined>();
  return (
    <>
      <BulkBar
        count={count}
        total={total}
        onSelectAll={onSelectAll}
        onClear={onClear}
        actions={bulkVerbs
          .filter((verb) => may(verbs[verb].permission))
          .map((verb) => ({ id: verb, label: t(`verb.${verb}`), icon: verbs[verb].icon, run: () => setAsked(verb) }))}
      />
      {asked && <BulkDialog verb={asked} filter={filter} onClose={() => setAsked(undefined)} onDone={onClear} />}
    </>
  );
}

interface BulkDialogProps {
  readonly verb: BulkVerb;
  readonly filter: ProcessFilter;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says how many it fits, and asks why. */
function BulkDialog({ verb, filter, onClose, onDone }: BulkDialogProps) {
  const { t } = useTranslation('processes');
  const format = useFormat();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const { data: preview } = useQuery(trpc.process.previewBulk.queryOptions({ verb, filter }, { gcTime: 0 }));
  const lacksReason = reason.trim() === '';
  const steering = useMutation({
    mutationFn: () => api.process.steerMany.mutate({ data: { verb, filter, reason: reason.trim() } }),
    onSuccess: async ({ done }) => {
      showToast({ title: t('bulkDone', { count: done }), state: 'done' });
      onDone();
      await queryClient.invalidateQueries({ queryKey: [['process']] });
    },
    onSettled: onClose,
  });
  const cannot = preview === undefined || preview.fitting === 0 || preview.capped;
  return (
    <Dialog
      opened
      onClose={onClose}
      size="narrow"
      title={t('bulkTitle', { verb: t(`verb.${verb}`) })}
      actions={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button
            variant={verb === 'cancel' || verb === 'terminate' ? 'danger' : 'primary'}
            busy={steering.isPending}
            unavailable={cannot}
            onClick={() => {
              if (cannot || steering.isPending) return;
              if (lacksReason) setTold(true);
              else steering.mutate();
            }}
          >
            {t(`verb.${verb}`)}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        <div role="status">
          {preview && (
            <Text tone={preview.capped ? 'bad' : undefined}>
              {preview.capped
                ? t('bulkTooMany', { most: format.number(preview.matching) })
                : t('bulkFits', { fitting: format.number(preview.fitting), count: preview.matching })}
            </Text>
          )}
        </div>
        <TextareaField
          label={t('reason')}
          hint={t('reasonHint')}
          rows={2}
          maxLength={500}
          required
          error={isTold && lacksReason ? t('reasonNeeded') : undefined}
          value={reason}
          onChange={setReason}
        />
      </div>
    </Dialog>
  );
}
