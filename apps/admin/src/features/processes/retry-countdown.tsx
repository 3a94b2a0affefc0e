import { Countdown } from '@crm/ui/data/countdown';
import { useNow } from '@crm/ui/hooks/use-now';
import { Trans, useTranslation } from 'react-i18next';

/** How long until a step that failed is tried again. */
export function RetryCountdown({ at }: { readonly at: string }) {
  const { t } = useTranslation('processes');
  const isDue = useNow(1_000).getTime() >= new Date(at).getTime();
  if (isDue) return t('retryNow');
  return <Trans t={t} i18nKey="retryIn" components={{ time: <Countdown until={at} /> }} />;
}
