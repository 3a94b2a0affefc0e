import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { useTranslation } from 'react-i18next';
import classes from './settings.module.css';

interface RowVerbsProps {
  readonly name: string;
  /** Nothing where the row's abilities do not allow it. */
  readonly onEdit?: (() => void) | undefined;
  readonly onRemove?: (() => void) | undefined;
  /** People are disabled, not deleted. */
  readonly isPerson?: boolean;
}

/** What can be done with a row of the settings. */
export function RowVerbs({ name, onEdit, onRemove, isPerson = false }: RowVerbsProps) {
  const { t } = useTranslation('settings');
  return (
    <span className={classes.verbs}>
      {onEdit && (
        <Button size="small" variant="ghost" aria-label={t('editOf', { name })} onClick={onEdit}>
          {t('edit')}
        </Button>
      )}
      {onRemove && (
        <IconButton
          size="small"
          variant="ghost"
          icon={isPerson ? 'ban' : 'trash'}
          label={isPerson ? t('user.disableOf', { name }) : t('deleteOf', { name })}
          onClick={onRemove}
        />
      )}
    </span>
  );
}
