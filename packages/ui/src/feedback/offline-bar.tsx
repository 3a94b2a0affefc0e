import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { useFormat } from '../hooks/use-format.ts';
import { Icon } from '../icons/icon.tsx';
import classes from './offline-bar.module.css';

interface OfflineBarProps {
  /** ISO moment at which the connection was lost. */
  readonly since: string;
  /** Changes that wait on this device. */
  readonly waiting: number;
  readonly onRetry: () => void;
}

/** The connection is lost; what was typed is kept. */
export function OfflineBar({ since, waiting, onRetry }: OfflineBarProps) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  return (
    <div className={classes.bar} role="status">
      <Icon name="offline" />
      <span className={classes.words}>
        <b className={classes.what}>{t('offline.since', { time: format.time(since) })}</b>{' '}
        {waiting > 0 && <span className={classes.waiting}>{t('offline.waiting', { count: waiting })}</span>}
      </span>
      <Button size="small" onClick={onRetry}>
        {t('offline.retry')}
      </Button>
    </div>
  );
}
