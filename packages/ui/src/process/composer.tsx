import { useState, type ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import { MentionArea } from '../fields/mention-area.tsx';
import type { LookupOption, LookupSearch } from '../fields/use-lookup.ts';
import classes from './composer.module.css';

interface ComposerProps {
  readonly label: string;
  readonly placeholder: string;
  readonly submitLabel: string;
  /** Resolves when it is kept; the text goes only then, so a failure loses nothing. */
  readonly onSubmit: (text: string, mentioned: readonly LookupOption[]) => Promise<void> | void;
  /** Finds people behind an @. Keep it stable. */
  readonly searchPeople?: LookupSearch;
  /** Ghost buttons for other kinds: a call, a meeting, a task. */
  readonly actions?: ReactNode;
}

/** The line over a timeline in which a note is written. Mod with Enter keeps it. */
export function Composer(props: ComposerProps) {
  const { label, placeholder, submitLabel, onSubmit, searchPeople, actions } = props;
  const [text, setText] = useState('');
  const [mentioned, setMentioned] = useState<readonly LookupOption[]>([]);
  const [busy, setBusy] = useState(false);

  const submit = async () => {
    const written = text.trim();
    if (!written || busy) return;
    setBusy(true);
    try {
      await onSubmit(written, mentioned);
      setText('');
      setMentioned([]);
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
      <MentionArea
        label={label}
        placeholder={placeholder}
        value={text}
        onChange={setText}
        search={searchPeople}
        onMention={(who) => setMentioned((known) => [...known, who])}
        onSubmit={() => void submit()}
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
