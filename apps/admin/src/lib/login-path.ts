/** Where the sign-in page keeps the way back. */
const nextParam = 'next';

interface Place {
  readonly pathname: string;
  readonly search: string;
}

/** The sign-in page, from which one comes back to this place. */
export function loginPath({ pathname, search }: Place): string {
  return pathname === '/' ? '/login' : `/login?${nextParam}=${encodeURIComponent(pathname + search)}`;
}

/** Where to go after the sign-in: a path of our own; anything else is ignored, so that no link leads elsewhere. */
export function pathAfterLogin(search: URLSearchParams): string {
  const next = search.get(nextParam);
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
