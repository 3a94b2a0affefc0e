import { Button } from '@crm/ui/controls/button';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import { readError } from '#admin/lib/api-error.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import classes from './list-foot.module.css';

interface ListFootProps {
  /** "38 leads match". */
  readonly count: string | undefined;
  readonly shown: number;
  readonly isComplete: boolean;
  readonly isLoadingMore: boolean;
  /** Milliseconds that the last page took. */
  readonly took: number | undefined;
  /** The rows could not be renewed, or no more could be read. */
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What is known of the whole list, below the rows. */
export function ListFoot(props: ListFootProps) {
  const { count, shown, isComplete, isLoadingMore, took, error, onRetry } = props;
  const { t } = useTranslation('resource');
  const format = useFormat();
  const words = useErrorWords();
  return (
    <>
      {count && <span>{count}</span>}
      <output>
        {isLoadingMore
          ? t('list.loadingMore')
          : t(isComplete ? 'list.shownAll' : 'list.shown', { count: shown, shown: format.number(shown) })}
      </output>
      {error ? (
        <span className={classes.end} role="alert">
          {t('list.old', { reason: words.title(readError(error)) })}{' '}
          <Button size="small" variant="ghost" icon="retry" onClick={onRetry}>
            {t('list.retry')}
          </Button>
        </span>
      ) : (
        took !== undefined && <span className={classes.end}>{t('list.took', { took: format.number(took) })}</span>
      )}
    </>
  );
}
