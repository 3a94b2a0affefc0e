import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ErrorView } from './error-view.tsx';
import { sessionQuery } from './session.ts';

/** Where the sign-in page keeps the way back. */
export const nextParam = 'next';

interface RequireSessionProps {
  /** What is shown for the moment in which it is not known who is signed in. */
  readonly pending?: ReactNode;
  readonly children: ReactNode;
}

/** Lets through who is signed in; leads everybody else to the sign-in page, and back from there. */
export function RequireSession({ pending, children }: RequireSessionProps) {
  const { data, error, refetch } = useQuery(sessionQuery);
  const { pathname, search, hash } = useLocation();
  if (data) return children;
  if (data === null) {
    const here = `${pathname}${search}${hash}`;
    const back = here === '/' ? '' : `?${nextParam}=${encodeURIComponent(here)}`;
    return <Navigate to={`/login${back}`} replace />;
  }
  return error ? <ErrorView error={error} onRetry={() => void refetch()} /> : pending;
}
