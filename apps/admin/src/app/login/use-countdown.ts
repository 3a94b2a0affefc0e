import { formatCountdown } from '@crm/ui/format/duration';
import { useNow } from '@crm/ui/hooks/use-now';
import type { ApiError } from '#admin/lib/api-error.ts';
import { readNumber } from '#admin/lib/read.ts';

const second = 1_000;

/** How long one must still wait after too many tries, as `14:05`; nothing when the time is over. */
export function useCountdown(refusal: ApiError | undefined): string | undefined {
  const now = useNow(second);
  const seconds = readNumber(refusal?.details['retry_after_seconds']);
  if (refusal === undefined || seconds === undefined) return undefined;
  const left = new Date(refusal.at).getTime() + seconds * second - now.getTime();
  return left > 0 ? formatCountdown(left) : undefined;
}
