import { useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaderData, useNavigate } from 'react-router';
import { paths } from '#admin/app/paths.ts';
import { ShellDataContext, type ShellData } from '#admin/app/shell-data.ts';
import { signOut, type Session } from './session.ts';

function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      addEventListener('online', changed);
      addEventListener('offline', changed);
      return () => {
        removeEventListener('online', changed);
        removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );
}

/** Gathers what the shell shows from the session, and later from the API's live stream. */
export function ShellSource({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('app');
  const session = useLoaderData<Session>();
  const navigate = useNavigate();
  const isOnline = useOnline();
  const data = useMemo<ShellData>(
    () => ({
      workspace: t('product'),
      session,
      counts: {},
      connection: isOnline ? 'live' : 'offline',
      offlineSince: isOnline ? undefined : new Date().toISOString(),
      onReconnect: () => location.reload(),
      onSignOut: () => void signOut().then(() => navigate(paths.login)),
    }),
    [t, session, isOnline, navigate],
  );
  return <ShellDataContext value={data}>{children}</ShellDataContext>;
}
