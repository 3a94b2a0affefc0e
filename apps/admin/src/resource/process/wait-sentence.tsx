import { useFormat } from '@crm/ui/hooks/use-format';
import { Trans, useTranslation } from 'react-i18next';
import type { ProcessRow } from '@crm/domain/process/process';
import { useProcessWords } from './use-process-words.ts';

const names = { b: <b dir="auto" />, q: <bdi /> };
/** What may wait for a day, and may wait without one. */
const withoutDay = ['until_due', 'deal_moves', 'customer_answers', 'ticket_clock_runs'] as const;

/** In one sentence: what a process waits for and who may act, or how it stands. */
export function WaitSentence({ process }: { readonly process: ProcessRow }) {
  const { t } = useTranslation('process');
  const format = useFormat();
  const words = useProcessWords();
  const { wait, state } = process;
  if (state === 'paused') {
    return <Trans t={t} i18nKey="is.paused" values={{ step: words.stepOf(process) }} components={names} />;
  }
  if (wait) {
    const open = wait.dueAt === null ? withoutDay.find((reason) => reason === wait.reason) : undefined;
    if (open) return t(`wait.${open}_open`);
    const at = wait.dueAt === null ? '' : format.appointment(wait.dueAt);
    const values = { who: words.who(process), at, question: wait.why ?? '' };
    return <Trans t={t} i18nKey={`wait.${wait.reason}`} values={values} components={names} />;
  }
  const values = { step: words.stepOf(process) };
  const code = state === 'waiting_human' || state === 'waiting_timer' ? 'waiting' : state;
  return <Trans t={t} i18nKey={`is.${code}`} values={values} components={names} />;
}
