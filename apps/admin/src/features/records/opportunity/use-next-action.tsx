import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import type { KeyFact } from '@crm/ui/data/key-facts';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useNow } from '@crm/ui/hooks/use-now';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useTranslation } from 'react-i18next';
import { trpc } from '#admin/lib/trpc.ts';
import { useOpenActivities } from '../side/use-open-activities.ts';

/** The next thing to do about a deal, with a button that says it is done. */
export function useNextAction(dealId: string): KeyFact {
  const { t } = useTranslation('records');
  const format = useFormat();
  const now = useNow(60_000);
  const queryClient = useQueryClient();
  const { data } = useOpenActivities('opportunity', dealId);
  const complete = useMutation(
    trpc.activity.complete.mutationOptions({
      onSuccess: async ({ subject }) => {
        showToast({ title: t('markedDone', { subject }), state: 'done' });
        await queryClient.invalidateQueries({ queryKey: [['activity']] });
        await queryClient.invalidateQueries({ queryKey: [['timeline']] });
      },
    }),
  );
  const [next] = data?.items ?? [];
  const label = t('nextAction');
  if (!next) return { id: 'next', label, wide: true, value: <Text level={2}>{t('noNext')}</Text> };
  const isLate = next.dueAt !== null && new Date(next.dueAt) < now;
  return {
    id: 'next',
    label,
    wide: true,
    value: <span dir="auto">{next.subject}</span>,
    note: next.dueAt
      ? isLate
        ? t('overdue', { at: format.appointment(next.dueAt) })
        : format.appointment(next.dueAt)
      : undefined,
    ...(isLate && { noteTone: 'bad' as const }),
    action: next.abilities.complete && (
      <Button
        size="small"
        icon="check"
        busy={complete.isPending}
        onClick={() => complete.mutate({ id: next.id, data: {} })}
      >
        {t('done')}
      </Button>
    ),
  };
}
