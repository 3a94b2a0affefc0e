import { useTranslation } from 'react-i18next';
import { Kbd } from '../controls/kbd.tsx';
import { useFormat } from '../hooks/use-format.ts';
import { smallScreen, useMedia } from '../hooks/use-media.ts';
import { Icon, type IconName } from '../icons/icon.tsx';
import classes from './bulk-bar.module.css';
import { Menu } from './menu.tsx';

/** A verb on all ticked rows. */
export interface BulkAction {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly kbd?: string | readonly string[] | undefined;
  readonly run: () => void;
}

interface BulkBarProps {
  readonly count: number;
  /** How many match in all; offers to tick them too. */
  readonly total?: number | undefined;
  readonly onSelectAll?: (() => void) | undefined;
  readonly actions: readonly BulkAction[];
  readonly onClear: () => void;
}

/** What can be done with the ticked rows; floats over the list. Draw it only while rows are ticked. */
export function BulkBar({ count, total, onSelectAll, actions, onClear }: BulkBarProps) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const isSmall = useMedia(smallScreen);
  const shown = isSmall ? actions.slice(0, 1) : actions;
  const folded = isSmall ? actions.slice(1) : [];
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('bulk.label')}>
      <span className={classes.lead} role="status">
        <b>{format.number(count)}</b> {t('bulk.selected', { count })}
      </span>
      {!isSmall && onSelectAll && total !== undefined && total > count && (
        <button type="button" className={classes.button} onClick={onSelectAll}>
          {t('bulk.selectAll', { count: total })}
        </button>
      )}
      <span className={classes.line} />
      {shown.map((action) => (
        <button key={action.id} type="button" className={classes.button} onClick={action.run}>
          <Icon name={action.icon} />
          {action.label}
          {action.kbd && <Kbd keys={action.kbd} />}
        </button>
      ))}
      {folded.length > 0 && (
        <Menu
          label={t('bulk.more')}
          target={
            <button type="button" className={classes.button} aria-label={t('bulk.more')}>
              <Icon name="more" />
            </button>
          }
          groups={[
            {
              id: 'more',
              entries: folded.map((action) => ({ ...action, onSelect: action.run })),
            },
          ]}
        />
      )}
      <span className={classes.line} />
      <button type="button" className={classes.button} aria-label={t('bulk.clear')} onClick={onClear}>
        <Icon name="close" />
      </button>
    </div>
  );
}
