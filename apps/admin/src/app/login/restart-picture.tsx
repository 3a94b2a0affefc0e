import { useTranslation } from 'react-i18next';
import classes from './restart-picture.module.css';

/** A stretch of work: from and length in percent of the day; `pause` waits, `ahead` is still to come. */
interface Stretch {
  readonly from: number;
  readonly length: number;
  readonly kind?: 'now' | 'ahead' | 'pause';
}

const lanes = [
  {
    id: 'approval',
    stretches: [
      { from: 2, length: 20 },
      { from: 22, length: 50, kind: 'pause' },
      { from: 72, length: 8, kind: 'now' },
    ],
  },
  {
    id: 'assignment',
    stretches: [
      { from: 18, length: 20 },
      { from: 45, length: 14 },
    ],
  },
  {
    id: 'sync',
    stretches: [
      { from: 0, length: 38 },
      { from: 45, length: 55 },
    ],
  },
  {
    id: 'followUp',
    stretches: [
      { from: 8, length: 76, kind: 'pause' },
      { from: 84, length: 10, kind: 'ahead' },
    ],
  },
  {
    id: 'conversion',
    stretches: [
      { from: 30, length: 8 },
      { from: 45, length: 4 },
    ],
  },
] as const satisfies readonly { id: string; stretches: readonly Stretch[] }[];

/** A day of processes with a restart in the middle: each goes on where it was. */
export function RestartPicture() {
  const { t } = useTranslation('app');
  return (
    <div className={classes.day} role="img" aria-label={t('login.picture')}>
      {lanes.map((lane) => (
        <div key={lane.id} className={classes.lane}>
          <span>{t(`login.lane.${lane.id}`)}</span>
          <span className={classes.track}>
            {lane.stretches.map((stretch) => (
              <span
                key={stretch.from}
                className={classes.stretch}
                data-kind={'kind' in stretch ? stretch.kind : undefined}
                style={{ '--from': `${stretch.from}%`, '--length': `${stretch.length}%` }}
              />
            ))}
          </span>
        </div>
      ))}
      <div className={classes.caption}>
        <span />
        <span className={classes.captionTrack}>
          <span className={classes.captionText}>{t('login.restart')}</span>
        </span>
      </div>
    </div>
  );
}
