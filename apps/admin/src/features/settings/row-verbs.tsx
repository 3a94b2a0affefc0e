import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { smallScreen, useMedia } from '@crm/ui/hooks/use-media';
import { Menu } from '@crm/ui/overlays/menu';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './settings.module.css';

/** A verb that only some rows have. */
interface RowVerb {
  readonly id: string;
  readonly label: string;
  /** The same with the name of the row, for who hears it alone. */
  readonly told: string;
  readonly run: () => void;
}

interface RowVerbsProps {
  readonly name: string;
  /** Nothing where the row's abilities do not allow it. */
  readonly onEdit?: (() => void) | undefined;
  readonly onRemove?: (() => void) | undefined;
  /** People are disabled, not deleted. */
  readonly isPerson?: boolean;
  /** Verbs of their own, before the last one; a phone has room for a menu of them only. */
  readonly verbs?: readonly RowVerb[];
  readonly children?: ReactNode;
}

/** What can be done with a row of the settings. */
export function RowVerbs({ name, onEdit, onRemove, isPerson = false, verbs = [], children }: RowVerbsProps) {
  const { t } = useTranslation('settings');
  const isSmall = useMedia(smallScreen);
  if (isSmall && verbs.length > 0) {
    const entries = [
      ...(onEdit ? [{ id: 'edit', label: t('edit'), onSelect: onEdit }] : []),
      ...verbs.map(({ id, label, run }) => ({ id, label, onSelect: run })),
      ...(onRemove ? [{ id: 'delete', label: t('delete'), danger: true, onSelect: onRemove }] : []),
    ];
    const label = t('verbsOf', { name });
    return (
      <Menu
        label={label}
        align="end"
        target={<IconButton icon="more" size="small" variant="ghost" label={label} />}
        groups={[{ id: 'verbs', entries }]}
      />
    );
  }
  return (
    <span className={classes.verbs}>
      {onEdit && (
        <Button size="small" variant="ghost" aria-label={t('editOf', { name })} onClick={onEdit}>
          {t('edit')}
        </Button>
      )}
      {verbs.map(({ id, label, told, run }) => (
        <Button key={id} size="small" variant="ghost" aria-label={told} onClick={run}>
          {label}
        </Button>
      ))}
      {children}
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
