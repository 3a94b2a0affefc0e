import { createBrowserRouter, redirect, type LoaderFunctionArgs } from 'react-router';
import { ErrorPage } from './errors/error-page.tsx';
import { NotFoundPage } from './errors/not-found-page.tsx';
import { AppLayout } from './layout/app-layout.tsx';
import { paths } from './paths.ts';
import { pageRoutes } from './routes.tsx';
import { loginPath } from '#admin/lib/login-path.ts';
import { loadSession } from '#admin/lib/session.ts';

/** Who is signed in, before any page is drawn; nobody is sent to the sign-in and back afterwards. */
async function requireSession({ request }: LoaderFunctionArgs) {
  const session = await loadSession();
  if (session) return session;
  throw redirect(loginPath(new URL(request.url)));
}

/** The tree of pages. */
export function makeRouter() {
  return createBrowserRouter([
    {
      path: paths.login,
      lazy: async () => ({ Component: (await import('./login/login-page.tsx')).LoginPage }),
      HydrateFallback: () => null,
      ErrorBoundary: ErrorPage,
    },
    {
      id: 'shell',
      loader: requireSession,
      // Asked once: what happens to the session later, the shell hears from the cache.
      shouldRevalidate: () => false,
      Component: AppLayout,
      ErrorBoundary: ErrorPage,
      // Drawn for the moment until the session is known: an empty ground, nothing that jumps.
      HydrateFallback: () => null,
      children: [{ ErrorBoundary: ErrorPage, children: [...pageRoutes, { path: '*', Component: NotFoundPage }] }],
    },
  ]);
}
