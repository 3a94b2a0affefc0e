import { Kbd } from '@crm/ui/controls/kbd';
import { Icon } from '@crm/ui/icons/icon';
import { useEffect, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './search-box.module.css';

/** A search begins this long after the last key. */
const pauseMs = 250;

interface SearchBoxProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Esc in an empty box, or Enter: the rows get the focus. */
  readonly onLeave: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** Searches the list by words. */
export function SearchBox({ value, onChange, onLeave, ref }: SearchBoxProps) {
  const { t } = useTranslation('resource');
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // A saved filter or Back has brought other words.
  if (value !== sent) {
    setSent(value);
    setText(value);
  }

  const send = (next: string) => {
    clearTimeout(timer.current);
    setSent(next);
    if (next !== value) onChange(next);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <span className={classes.box}>
      <Icon name="search" size={14} />
      <input
        ref={ref}
        type="search"
        className={classes.input}
        dir="auto"
        value={text}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
        aria-keyshortcuts="/"
        onChange={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => send(next.trim()), pauseMs);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            send(text.trim());
            onLeave();
          }
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          setText('');
          send('');
          if (text === '') onLeave();
        }}
      />
      <Kbd keys="/" />
    </span>
  );
}
