import { useFormat } from '@crm/ui/hooks/use-format';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationRow } from '@crm/domain/operation/operation';

/** How an operation is told: what it is, how far it is, what came of it. */
export function useOperationWords() {
  const { t } = useTranslation('operations');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  return useMemo(() => {
    const number = (figure: number) => format.number(figure);
    return {
      /** "Reassign: 120 leads". */
      name: ({ kind, resource, counts, endedAt }: OperationRow) =>
        t('named', {
          kind: t(`kind.${kind}`),
          // Until they are written down nobody knows how many.
          what:
            counts.total === 0 && endedAt === null
              ? vocabulary(`plural.${resource}`)
              : vocabulary(`counted.${resource}`, { count: counts.total }),
        }),
      progress: ({ progress, counts }: OperationRow) =>
        t('processed', { done: number(progress.processed), total: number(counts.total) }),
      left: ({ progress }: OperationRow) =>
        progress.secondsLeft === null
          ? undefined
          : t('left', { time: format.duration(Math.max(progress.secondsLeft, 1) * 1_000) }),
      pace: ({ progress }: OperationRow) =>
        progress.perSecond === null ? undefined : t('pace', { pace: number(Math.round(progress.perSecond)) }),
      outcome: ({ counts, undoing }: OperationRow) =>
        undoing
          ? t('undoneOutcome', { undone: number(counts.undone), conflict: number(counts.conflict) })
          : t('outcome', {
              done: number(counts.done),
              failed: number(counts.failed),
              skipped: number(counts.skipped),
            }),
    };
  }, [t, vocabulary, format]);
}
