import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { hasCode, readError } from './api-error.ts';
import { toastError } from './error-toast.ts';
import { sessionKey } from './session-key.ts';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The screen tells every refusal itself; else an error that it does not expect becomes a toast. */
      readonly tellsErrors?: boolean;
    };
  }
}

const second = 1_000;
/** Live updates renew what is shown; this is for what changed while nobody listened. */
const staleTime = 30 * second;
const kept = 10 * 60 * second;
const retries = 2;

/** The one cache of the application. What it holds is shown at once and renewed behind. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: endSessionIfRefused }),
  mutationCache: new MutationCache({
    onError(error, _variables, _result, mutation) {
      endSessionIfRefused(error);
      if (mutation.meta?.tellsErrors !== true && !hasCode(error, 'unauthenticated')) void toastError(readError(error));
    },
  }),
  defaultOptions: {
    queries: { staleTime, gcTime: kept, retry: isWorthRetry, retryDelay },
    // A write that got no answer is sent again with its key; the server does it once.
    mutations: { retry: isWorthRetry, retryDelay },
  },
});

function isWorthRetry(failures: number, error: unknown): boolean {
  return failures < retries && hasCode(error, 'network', 'unavailable', 'idempotency_in_progress');
}

function retryDelay(failures: number): number {
  return Math.min(4 * second, 400 * 2 ** failures);
}

/** The session is over: the guard of the pages sees it and leads to the sign-in page, and back. */
function endSessionIfRefused(error: unknown): void {
  if (hasCode(error, 'unauthenticated', 'token_expired', 'token_invalid')) queryClient.setQueryData(sessionKey, null);
  // Another window has switched: the frame says as whom.
  if (hasCode(error, 'view_as_read_only')) void queryClient.invalidateQueries({ queryKey: sessionKey });
}
