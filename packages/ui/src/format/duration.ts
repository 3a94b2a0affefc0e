/** A length of time cut into the two units that matter. */
export interface DurationParts {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

/** Splits milliseconds into days, hours, minutes and seconds; a negative length counts as zero. */
export function splitDuration(milliseconds: number): DurationParts {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  return {
    days: Math.floor(total / 86_400),
    hours: Math.floor((total % 86_400) / 3600),
    minutes: Math.floor((total % 3600) / 60),
    seconds: total % 60,
  };
}

/** A countdown below an hour: 0:42, 14:05. Digits only, so it needs no words. */
export function formatCountdown(milliseconds: number): string {
  const { hours, minutes, seconds, days } = splitDuration(milliseconds);
  const padded = String(seconds).padStart(2, '0');
  const allHours = days * 24 + hours;
  return allHours > 0 ? `${allHours}:${String(minutes).padStart(2, '0')}:${padded}` : `${minutes}:${padded}`;
}
