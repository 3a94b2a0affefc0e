import { Note } from '@crm/ui/feedback/note';
import { useState } from 'react';
import { billedOf, draftOf, type BilledLine, type LineDraft } from './line-drafts.ts';
import { LineEditor } from './line-editor.tsx';
import classes from './lines.module.css';
import { useLineEdits } from './use-line-edits.ts';

interface FormLinesProps {
  /** What the form begins with; later on it follows what is written here. */
  readonly lines: readonly BilledLine[];
  readonly currency: string;
  /** What is wrong with some line, once somebody tried to save. */
  readonly error: string | undefined;
  readonly onChange: (lines: BilledLine[]) => void;
}

/** The lines as a field of a form, which knows nothing of how they are written. */
export function FormLines({ lines, currency, error, onChange }: FormLinesProps) {
  const [drafts, setDrafts] = useState<readonly LineDraft[]>(() => lines.map(draftOf));
  const write = (next: readonly LineDraft[]) => {
    setDrafts(next);
    onChange(next.map(billedOf));
  };
  const edits = useLineEdits(drafts, write, { currency, pricebookId: null });
  return (
    <div className={classes.sheet}>
      <LineEditor lines={drafts} edits={edits} currency={currency} isTried={error !== undefined} />
      {error !== undefined && (
        <Note tone="bad" live>
          {error}
        </Note>
      )}
    </div>
  );
}
