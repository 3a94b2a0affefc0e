import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import { ShellDataContext, type ShellData } from '#admin/app/shell-data.ts';
import { useLiveUpdates } from '#admin/lib/live.ts';
import { useLiveState } from '#admin/lib/live-state.ts';
import { loginPath } from '#admin/lib/login-path.ts';
import { queryClient } from '#admin/lib/query-client.ts';
import { sessionQuery, signOut, type Session } from '#admin/lib/session.ts';
import { useWaitingWrites } from '#admin/lib/waiting-writes.ts';
import { useFollowedView } from '#admin/lib/view-as.ts';
import { findRecords } from './find-records.tsx';
import { useShellCounts } from './use-shell-counts.ts';

/** Draws the shell for who is signed in; whoever is no longer goes to the sign-in, and comes back from there. */
export function ShellSource({ children }: { readonly children: ReactNode }) {
  const { data: session } = useQuery(sessionQuery);
  const place = useLocation();
  if (!session) return <Navigate to={loginPath(place)} replace />;
  return <SignedIn session={session}>{children}</SignedIn>;
}

const connections = { live: 'live', connecting: 'connecting', lost: 'offline' } as const;

function SignedIn({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  const { t } = useTranslation('app');
  useLiveUpdates();
  useFollowedView();
  const { state, since } = useLiveState();
  const waitingWrites = useWaitingWrites();
  const counts = useShellCounts();
  const data = useMemo<ShellData>(
    () => ({
      workspace: t('product'),
      session,
      counts,
      connection: connections[state],
      offlineSince: since,
      waitingWrites,
      onReconnect: () => void queryClient.refetchQueries({ type: 'active' }),
      searchRecords: findRecords,
      onSignOut: () => void signOut(),
    }),
    [t, session, counts, state, since, waitingWrites],
  );
  return <ShellDataContext value={data}>{children}</ShellDataContext>;
}
