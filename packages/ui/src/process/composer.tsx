import { useId, useState, type ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import classes from './composer.module.css';

interface ComposerProps {
  readonly label: string;
  readonly placeholder: string;
  readonly submitLabel: string;
  /** Resolves when it is kept; the text goes only then, so a failure loses nothing. */
  readonly onSubmit: (text: string) => Promise<void> | void;
  /** Ghost buttons for other kinds: a call, a meeting, a task. */
  readonly actions?: ReactNode;
}

/** The line over a timeline in which a note is written. Mod with Enter keeps it. */
export function Composer({ label, placeholder, submitLabel, onSubmit, actions }: ComposerProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);

  const submit = async () => {
    const written = text.trim();
    if (!written || busy) return;
    setBusy(true);
    try {
      await onSubmit(written);
      setText('');
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <textarea
        id={id}
        className={classes.text}
        aria-label={label}
        placeholder={placeholder}
        dir="auto"
        rows={1}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit();
        }}
      />
      {text.trim() ? (
        <Button type="submit" size="small" variant="primary" busy={busy}>
          {submitLabel}
        </Button>
      ) : (
        actions && <span className={classes.actions}>{actions}</span>
      )}
    </form>
  );
}
