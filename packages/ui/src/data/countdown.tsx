import { formatCountdown } from '../format/duration.ts';
import { useNow } from '../hooks/use-now.ts';
import { Figure } from './figure.tsx';

/** The time left until a moment, ticking: 0:42. Stops at zero. */
export function Countdown({ until }: { readonly until: string }) {
  const now = useNow(1000);
  return <Figure>{formatCountdown(new Date(until).getTime() - now.getTime())}</Figure>;
}
