import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Icon } from '@crm/ui/icons/icon';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import classes from './files.module.css';
import type { Upload } from './use-uploads.ts';

interface UploadLineProps {
  readonly upload: Upload;
  readonly onRetry: () => void;
  readonly onStop: () => void;
}

/** A file on its way: how far it has come, or why it was refused. */
export function UploadLine({ upload, onRetry, onStop }: UploadLineProps) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const words = useErrorWords();
  const { file, share, error } = upload;
  return (
    <li className={classes.line}>
      <span className={classes.thumb}>
        <Icon name={error ? 'warning' : 'clip'} size={20} />
      </span>
      <span className={classes.facts}>
        <bdi className={classes.name}>{file.name}</bdi>
        {error ? (
          <Text tone="bad" size="sm">
            <span role="alert">
              {words.title(error)}. {words.advice(error)}
            </span>
          </Text>
        ) : (
          <progress
            className={classes.progress}
            max={1}
            value={share}
            aria-label={t('files.sending', { name: file.name })}
          >
            {format.percent(share)}
          </progress>
        )}
      </span>
      <span className={classes.verbs}>
        {error && (
          <Button size="small" onClick={onRetry}>
            {t('files.retry')}
          </Button>
        )}
        <IconButton
          icon="close"
          size="small"
          variant="ghost"
          label={t('files.stop', { name: file.name })}
          onClick={onStop}
        />
      </span>
    </li>
  );
}
