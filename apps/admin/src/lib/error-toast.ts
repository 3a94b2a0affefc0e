import { i18n } from '@crm/ui/i18n/i18n';
import { showToast } from '@crm/ui/hooks/use-toasts';
import type { ApiError } from './api-error.ts';
import { errorsNamespace } from './error-codes.ts';

/** Tells what went wrong, in a message that stays, with the id that finds it in the log. */
export async function toastError(error: ApiError): Promise<void> {
  await i18n.loadNamespaces(errorsNamespace);
  const t = i18n.getFixedT(null, errorsNamespace);
  const advice = t(`advice.${error.code}`);
  showToast({
    id: `error-${error.code}`,
    title: t(`title.${error.code}`),
    detail: error.requestId ? `${advice} ${t('request', { id: error.requestId })}` : advice,
    state: 'failed',
    urgent: true,
    seconds: 0,
  });
}
