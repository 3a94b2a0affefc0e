import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadRow } from '@crm/domain/lead/lead';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { ConvertDialog } from './convert-dialog.tsx';
import { DisqualifyDialog } from './disqualify-dialog.tsx';
import { openConversion } from './open-conversion.ts';

/** What can be done with a lead next: say whether it fits, then convert it. */
export function LeadVerbs({ lead }: { readonly lead: LeadRow }) {
  const { t } = useTranslation('conversion');
  const queryClient = useQueryClient();
  const [dialog, setDialog] = useState<'convert' | 'disqualify' | undefined>();
  const running = useQuery(openConversion(lead.id));
  const qualify = useMutation(
    trpc.lead.qualify.mutationOptions({
      onSuccess: async (saved) => {
        showToast({ title: t('qualified', { name: saved.name }), state: 'done' });
        await queryClient.invalidateQueries({ queryKey: [['lead']] });
        await queryClient.invalidateQueries({ queryKey: [['timeline']] });
      },
    }),
  );
  const { status, abilities } = lead;
  const isOpen = status !== 'converted' && status !== 'unqualified';
  const isRunning = (running.data?.items.length ?? 0) > 0;
  const mayQualify = abilities.qualify && status !== 'qualified' && status !== 'converted';
  const mayConvert = abilities.convert && status === 'qualified' && !isRunning;
  const doQualify = () => qualify.mutate({ id: lead.id, data: { outcome: 'qualified' } });
  useCommands([
    ...(mayQualify ? [{ id: 'lead.qualify', label: t('qualify'), section: 'action', run: doQualify } as const] : []),
    ...(mayConvert
      ? [
          {
            id: 'lead.convert',
            label: t('convert'),
            section: 'action',
            icon: 'opportunity',
            shortcut: 'KeyV',
            run: () => setDialog('convert'),
          } as const,
        ]
      : []),
  ]);
  return (
    <>
      {abilities.qualify && isOpen && !isRunning && (
        <Button onClick={() => setDialog('disqualify')}>{t('disqualify')}</Button>
      )}
      {mayQualify && (
        <Button variant="primary" icon="check" busy={qualify.isPending} onClick={doQualify}>
          {t('qualify')}
        </Button>
      )}
      {mayConvert && (
        <Button variant="primary" icon="opportunity" kbd="V" aria-keyshortcuts="V" onClick={() => setDialog('convert')}>
          {t('convert')}
        </Button>
      )}
      {dialog === 'convert' && <ConvertDialog lead={lead} onClose={() => setDialog(undefined)} />}
      {dialog === 'disqualify' && <DisqualifyDialog lead={lead} onClose={() => setDialog(undefined)} />}
    </>
  );
}
