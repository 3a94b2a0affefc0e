import classes from './meter.module.css';

/** What a part of a meter means; `unknown` is hatched. */
export type MeterTone = 'good' | 'accent' | 'warn' | 'bad' | 'undo' | 'idle' | 'unknown';

interface MeterProps {
  /** The figures in words, for those who do not see the bar. */
  readonly label: string;
  readonly parts: readonly { readonly tone: MeterTone; readonly share: number }[];
}

/** Parts of a whole as one bar. Shares are of 1. */
export function Meter({ label, parts }: MeterProps) {
  return (
    <div className={classes.meter} role="img" aria-label={label}>
      {parts.map((part, index) => (
        <span key={index} className={classes.part} data-tone={part.tone} style={{ width: `${part.share * 100}%` }} />
      ))}
    </div>
  );
}
