import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDate, today, type PlainDate } from '../format/plain-date.ts';
import { useFormat } from '../hooks/use-format.ts';
import { Icon } from '../icons/icon.tsx';
import { Popover } from '../overlays/popover.tsx';
import { Calendar } from './calendar.tsx';
import classes from './control.module.css';
import { Field, type FieldProps } from './field.tsx';

interface DateFieldProps extends FieldProps {
  readonly value: PlainDate | undefined;
  readonly onChange: (date: PlainDate | undefined) => void;
  readonly disabled?: boolean;
}

/** A day: typed as 18.12.2026 or 18/12, or picked from a month. */
export function DateField(props: DateFieldProps) {
  const { value, onChange, disabled, error } = props;
  const { t } = useTranslation('ui');
  const format = useFormat();
  const [draft, setDraft] = useState<string | undefined>();
  const [opened, setOpened] = useState(false);
  const [isUnread, setUnread] = useState(false);

  const commit = () => {
    if (draft === undefined) return;
    const text = draft.trim();
    const parsed = text === '' ? undefined : parseDate(text, today());
    setUnread(text !== '' && parsed === undefined);
    if (text !== '' && parsed === undefined) return;
    setDraft(undefined);
    onChange(parsed);
  };

  return (
    <Field {...props} error={error ?? (isUnread ? t('field.dateUnread') : undefined)}>
      {(control) => (
        <div className={classes.frame}>
          <input
            {...control}
            className={classes.input}
            inputMode="numeric"
            autoComplete="off"
            disabled={disabled}
            placeholder={t('field.datePlaceholder')}
            value={draft ?? (value ? format.date(value) : '')}
            onChange={(event) => setDraft(event.currentTarget.value)}
            onBlur={commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit();
            }}
          />
          <Popover
            opened={opened}
            onChange={setOpened}
            align="end"
            bare
            label={props.label}
            target={
              <button
                type="button"
                className={classes.inset}
                aria-label={t('field.pickDate')}
                disabled={disabled}
                onClick={() => setOpened(!opened)}
              >
                <Icon name="calendar" />
              </button>
            }
          >
            <Calendar
              value={value}
              onChange={(date) => {
                setDraft(undefined);
                setUnread(false);
                setOpened(false);
                onChange(date);
              }}
            />
          </Popover>
        </div>
      )}
    </Field>
  );
}
