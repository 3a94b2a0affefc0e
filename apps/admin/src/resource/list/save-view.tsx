import { Button } from '@crm/ui/controls/button';
import { TextField } from '@crm/ui/fields/text-field';
import { Popover } from '@crm/ui/overlays/popover';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './save-view.module.css';

interface SaveViewProps {
  /** The saved filter from which one started and which has changed. */
  readonly changed: string | undefined;
  readonly onSave: (name: string) => void;
  readonly onChange: () => void;
}

/** Keeps the filter, the order and the columns under a name; or in the saved filter that one started from. */
export function SaveView({ changed, onSave, onChange }: SaveViewProps) {
  const { t } = useTranslation('resource');
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const isEmpty = name.trim() === '';
  return (
    <Popover
      label={t('view.save')}
      opened={opened}
      onChange={setOpened}
      align="end"
      target={
        <Button variant="ghost" size="small" onClick={() => setOpened(!opened)}>
          {t('view.save')}
        </Button>
      }
    >
      {changed !== undefined && (
        <Button
          onClick={() => {
            onChange();
            setOpened(false);
          }}
        >
          {t('view.update', { name: changed })}
        </Button>
      )}
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isEmpty) return;
          onSave(name.trim());
          setName('');
          setOpened(false);
        }}
      >
        <TextField label={t('view.name')} value={name} onChange={setName} maxLength={40} />
        <Button type="submit" variant="primary" unavailable={isEmpty}>
          {t('view.saveNew')}
        </Button>
      </form>
    </Popover>
  );
}
