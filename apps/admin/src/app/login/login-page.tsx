import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { signIn } from '#admin/app/session/session.ts';
import { RequestError } from '#admin/lib/request-error.ts';
import { LoginView } from './login-view.tsx';

/** A path of our own to go back to; anything else is ignored, so that no link leads elsewhere. */
function ownPath(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Signs in with a cookie session and goes on to where one wanted to be. */
export function LoginPage() {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [error, setError] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);

  const submit = async (email: string, password: string) => {
    setBusy(true);
    setError(undefined);
    try {
      await signIn(email, password);
      await navigate(ownPath(search.get('next')), { replace: true });
    } catch (cause) {
      setError(reasonOf(cause));
    } finally {
      setBusy(false);
    }
  };

  const reasonOf = (cause: unknown): string => {
    if (!(cause instanceof RequestError)) return t('login.noAnswer');
    if (cause.status === 401) return t('login.refused');
    if (cause.status === 429) return t('login.slowDown');
    return `${t('login.failed')} ${cause.requestId ?? ''}`.trim();
  };

  return <LoginView onSubmit={(email, password) => void submit(email, password)} error={error} busy={busy} />;
}
