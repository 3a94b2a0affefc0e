import { useFormat } from '@crm/ui/hooks/use-format';
import { Trans, useTranslation } from 'react-i18next';
import type { ProcessRow } from '@crm/domain/process/process';
import { useProcessWords } from './use-process-words.ts';

const names = { b: <b dir="auto" /> };

/** In one sentence: what a process waits for and who may act, or how it stands. */
export function WaitSentence({ process }: { readonly process: ProcessRow }) {
  const { t } = useTranslation('process');
  const format = useFormat();
  const words = useProcessWords();
  const { wait, state } = process;
  if (wait?.reason === 'choose_match') {
    return <Trans t={t} i18nKey="wait.choose_match" values={{ who: words.who(process) }} components={names} />;
  }
  if (wait?.reason === 'nobody_takes_leads') {
    return <Trans t={t} i18nKey="wait.nobody_takes_leads" components={names} />;
  }
  if (wait?.dueAt) {
    const values = { at: format.appointment(wait.dueAt) };
    return <Trans t={t} i18nKey="wait.until_due" values={values} components={names} />;
  }
  if (wait) return t('wait.until_due_open');
  const values = { step: words.stepOf(process) };
  const code = state === 'waiting_human' || state === 'waiting_timer' ? 'waiting' : state;
  return <Trans t={t} i18nKey={`is.${code}`} values={values} components={names} />;
}
