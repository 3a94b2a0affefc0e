import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { ProcessWait } from '@crm/domain/process/process';
import { asksOf } from '@crm/domain/process/wait-reasons';

/** What comes next if nobody acts, in a sentence; nothing where nothing does. */
export function useWaitNext(wait: ProcessWait | null): string | undefined {
  const { t } = useTranslation('process');
  const format = useFormat();
  if (wait === null) return undefined;
  if (wait.next) return t(`next.${wait.next.code}`, { at: format.appointment(wait.next.at) });
  return asksOf[wait.reason] === 'nothing' ? undefined : t('next.none');
}
