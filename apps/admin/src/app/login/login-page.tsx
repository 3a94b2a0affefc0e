import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { readPreference } from '@crm/ui/hooks/preference';
import { useLocale } from '@crm/ui/hooks/use-locale';
import { locales } from '@crm/ui/i18n/locale';
import { localeKey } from '@crm/ui/provider';
import { readError, type ApiError } from '#admin/lib/api-error.ts';
import { pathAfterLogin } from '#admin/lib/login-path.ts';
import { signIn } from '#admin/lib/session.ts';
import { LoginView } from './login-view.tsx';
import { useCountdown } from './use-countdown.ts';

/** Signs in with a cookie session and goes on to where one wanted to be. */
export function LoginPage() {
  const { t } = useTranslation('app');
  const { setLocale } = useLocale();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [error, setError] = useState<ApiError | undefined>();
  const [busy, setBusy] = useState(false);
  const wait = useCountdown(error?.code === 'too_many_requests' ? error : undefined);

  const submit = async (email: string, password: string) => {
    setBusy(true);
    setError(undefined);
    try {
      const session = await signIn({ email, password });
      // Who never chose a language here gets the one of the own account.
      if (readPreference(localeKey, locales) === undefined) await setLocale(session.locale);
      await navigate(pathAfterLogin(search), { replace: true });
    } catch (cause) {
      setError(readError(cause));
    } finally {
      setBusy(false);
    }
  };

  const reasonOf = ({ code, requestId }: ApiError): string | undefined => {
    if (code === 'network' || code === 'unavailable') return t('login.noAnswer');
    if (code === 'bad_credentials' || code === 'validation_failed') return t('login.refused');
    if (code !== 'too_many_requests') return `${t('login.failed')} ${requestId ?? ''}`.trim();
    return wait === undefined ? undefined : t('login.slowDown', { wait });
  };

  return (
    <LoginView
      onSubmit={(email, password) => void submit(email, password)}
      error={error && reasonOf(error)}
      busy={busy}
      unavailable={wait !== undefined}
    />
  );
}
