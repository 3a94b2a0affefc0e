import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Kbd } from '../controls/kbd.tsx';
import classes from './board-hints.module.css';

interface BoardHintsProps {
  /** What is held and where; read out as it moves. Empty when nothing is held. */
  readonly held: string | undefined;
  readonly end?: ReactNode;
}

/** The line below the board: what is held, and the keys that move it. */
export function BoardHints({ held, end }: BoardHintsProps) {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.line}>
      <span className={classes.held} role="status">
        {held}
      </span>
      {held ? (
        <>
          <span className={classes.hint}>
            <Kbd keys={['←', '→']} /> {t('board.keyColumn')}
          </span>
          <span className={classes.hint}>
            <Kbd keys={t('key.space')} /> {t('board.keyDrop')}
          </span>
          <span className={classes.hint}>
            <Kbd keys={t('key.escape')} /> {t('board.keyBack')}
          </span>
        </>
      ) : (
        <span className={classes.hint}>
          <Kbd keys={t('key.space')} /> {t('board.keyPick')}
        </span>
      )}
      {end && <span className={classes.end}>{end}</span>}
    </div>
  );
}
