import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { useFormat } from '../hooks/use-format.ts';
import { FrameBar } from './frame-bar.tsx';

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
    <FrameBar
      icon="offline"
      what={t('offline.since', { time: format.time(since) })}
      more={waiting > 0 ? t('offline.waiting', { count: waiting }) : undefined}
    >
      <Button size="small" onClick={onRetry}>
        {t('offline.retry')}
      </Button>
    </FrameBar>
  );
}
