import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Code } from '../data/text.tsx';
import { useFormat } from '../hooks/use-format.ts';
import { BlankSlate } from './blank-slate.tsx';

interface ErrorStateProps {
  /** What could not be done: "The list could not be read". */
  readonly title: string;
  /** The reason and what became of the data. */
  readonly reason: string;
  readonly requestId?: string | undefined;
  readonly at?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
}

/** What happened, what to do, and the id that finds it in the log. */
export function ErrorState({ title, reason, requestId, at, onRetry }: ErrorStateProps) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const time = at && format.timeExact(at, true);
  const details = [title, reason, requestId, at].filter(Boolean).join('\n');
  return (
    <BlankSlate
      picture="broken"
      title={title}
      live
      detail={
        requestId && (
          <>
            {t('error.request')} <Code>{requestId}</Code>
            {time && `, ${time}`}
          </>
        )
      }
      actions={
        <>
          {onRetry && (
            <Button variant="primary" icon="retry" onClick={onRetry}>
              {t('error.retry')}
            </Button>
          )}
          <Button icon="copy" onClick={() => void navigator.clipboard.writeText(details)}>
            {t('error.copy')}
          </Button>
        </>
      }
    >
      {reason}
    </BlankSlate>
  );
}
