import { IconButton } from '@crm/ui/controls/icon-button';
import { useTranslation } from 'react-i18next';
import classes from './pipelines.module.css';

interface OrderVerbsProps {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (step: -1 | 1) => void;
}

/** One place up, one place down. At the end of the way a button stays where it is, and does nothing. */
export function OrderVerbs({ name, isFirst, isLast, onMove }: OrderVerbsProps) {
  const { t } = useTranslation('settings');
  return (
    <>
      <IconButton
        size="small"
        variant="ghost"
        className={classes.step}
        icon="up"
        label={t('stage.up', { name })}
        aria-disabled={isFirst || undefined}
        onClick={() => onMove(-1)}
      />
      <IconButton
        size="small"
        variant="ghost"
        className={classes.step}
        icon="down"
        label={t('stage.down', { name })}
        aria-disabled={isLast || undefined}
        onClick={() => onMove(1)}
      />
    </>
  );
}
