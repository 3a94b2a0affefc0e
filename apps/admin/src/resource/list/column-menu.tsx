import { Button } from '@crm/ui/controls/button';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Popover } from '@crm/ui/overlays/popover';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './column-menu.module.css';

interface ColumnInfo {
  readonly id: string;
  readonly header: string;
  readonly always?: boolean;
}

interface ColumnMenuProps {
  readonly all: readonly ColumnInfo[];
  /** Ids of what is shown, in the order that is shown. */
  readonly shown: readonly string[];
  /** `undefined`: as the list began. */
  readonly onChange: (shown: readonly string[] | undefined) => void;
}

/** Which columns are shown, and in which order. */
export function ColumnMenu({ all, shown, onChange }: ColumnMenuProps) {
  const { t } = useTranslation('resource');
  const [opened, setOpened] = useState(false);
  const known = new Map(all.map((column) => [column.id, column]));
  const firstMovable = shown.filter((id) => known.get(id)?.always).length;
  const lines = [...shown, ...all.map(({ id }) => id).filter((id) => !shown.includes(id))];

  const move = (id: string, step: -1 | 1) => {
    const from = shown.indexOf(id);
    const next = shown.toSpliced(from, 1).toSpliced(from + step, 0, id);
    onChange(next);
  };

  return (
    <Popover
      label={t('columns.title')}
      opened={opened}
      onChange={setOpened}
      align="end"
      target={
        <IconButton
          icon="columns"
          variant="ghost"
          size="small"
          label={t('columns.title')}
          onClick={() => setOpened(!opened)}
        />
      }
    >
      <ul className={classes.list}>
        {lines.map((id) => {
          const column = known.get(id);
          const at = shown.indexOf(id);
          // What must be there is no choice.
          if (column === undefined || column.always) return null;
          return (
            <li key={id} className={classes.line}>
              <Checkbox
                visibleLabel
                label={column.header}
                checked={at >= 0}
                onChange={(isOn) => onChange(isOn ? [...shown, id] : shown.filter((other) => other !== id))}
              />
              {at > firstMovable && (
                <IconButton
                  icon="up"
                  variant="ghost"
                  size="small"
                  label={t('columns.earlier', { column: column.header })}
                  onClick={() => move(id, -1)}
                />
              )}
              {at >= 0 && at < shown.length - 1 && (
                <IconButton
                  icon="down"
                  variant="ghost"
                  size="small"
                  label={t('columns.later', { column: column.header })}
                  onClick={() => move(id, 1)}
                />
              )}
            </li>
          );
        })}
      </ul>
      <Button size="small" variant="ghost" icon="undo" onClick={() => onChange(undefined)}>
        {t('columns.reset')}
      </Button>
    </Popover>
  );
}
