import { useFormat } from '../hooks/use-format.ts';
import { useNow } from '../hooks/use-now.ts';

type MomentStyle = 'moment' | 'time' | 'date' | 'day' | 'appointment' | 'relativeDays';

interface MomentProps {
  /** ISO 8601. */
  readonly at: string;
  readonly as?: MomentStyle;
}

/** A moment in short words; the full date, time and zone are its title. */
export function Moment({ at, as = 'moment' }: MomentProps) {
  // "Today" becomes "Yesterday" under a page that stays open over midnight.
  useNow(60_000);
  const format = useFormat();
  return (
    <time dateTime={at} title={format.full(at)}>
      {format[as](at)}
    </time>
  );
}
