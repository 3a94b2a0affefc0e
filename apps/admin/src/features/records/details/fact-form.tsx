import { Button } from '@crm/ui/controls/button';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '#admin/lib/api-error.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import type { FactEditor } from './fact-editor.ts';
import { FactField, type FactDraft } from './fact-field.tsx';
import classes from './fact-form.module.css';

interface FactFormProps {
  readonly label: string;
  readonly editor: FactEditor;
  readonly onClose: () => void;
}

/** One field as a small form: Enter saves, Esc puts back, the server's reason stands below. */
export function FactForm({ label, editor, onClose }: FactFormProps) {
  const { t } = useTranslation('records');
  const words = useErrorWords();
  const [draft, setDraft] = useState<FactDraft>(draftOf(editor));
  const [refusal, setRefusal] = useState<ApiError | undefined>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, []);

  const save = async () => {
    if (busy) return;
    setBusy(true);
    const refused = await saveDraft(editor, draft);
    setBusy(false);
    setRefusal(refused);
    if (refused) return;
    showToast({ id: 'field-saved', title: t('field.saved'), detail: label, state: 'done' });
    onClose();
  };

  const issue = refusal?.issues.at(0);
  const told = refusal ? [words.title(refusal), words.advice(refusal)].join('. ') : undefined;
  const isClash = refusal?.code === 'version_conflict';
  const error = isClash
    ? t('field.clash', { theirs: wordsOf(editor) || t('empty') })
    : issue
      ? words.issue(issue)
      : told;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  };
  return (
    // Esc closes the field from wherever the focus is in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className={classes.form}
      aria-label={label}
      // The words for what is wrong are ours, not the browser's.
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FactField label={label} editor={editor} draft={draft} error={error} onChange={setDraft} />
      <span className={classes.verbs}>
        <Button type="submit" size="small" variant="primary" busy={busy}>
          {t('field.save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('field.cancel')}
        </Button>
      </span>
    </form>
  );
}

/** What stands in the field now, as far as a sentence can hold it. */
function wordsOf(editor: FactEditor): string {
  // The new value stands on the page already; not every kind of it fits into a sentence.
  if (editor.kind === 'custom') return '';
  const { value } = editor;
  if (value === null || typeof value === 'string') return value ?? '';
  return typeof value === 'number' ? String(value) : value.name;
}

const empty: FactDraft = { text: '', number: null, currency: '', custom: null };

function draftOf(editor: FactEditor): FactDraft {
  switch (editor.kind) {
    case 'money':
      return { ...empty, number: editor.value, currency: editor.currency ?? 'EUR' };
    case 'number':
      return { ...empty, number: editor.value };
    case 'custom':
      return { ...empty, custom: editor.value };
    case 'person':
    case 'account':
    case 'contact':
      return { ...empty, text: editor.value?.id ?? '' };
    default:
      return { ...empty, text: editor.value ?? '' };
  }
}

async function saveDraft(
  editor: FactEditor,
  { text, number, currency, custom }: FactDraft,
): Promise<ApiError | undefined> {
  switch (editor.kind) {
    case 'money':
      return editor.save({ amountMinor: number, currency });
    case 'custom':
      return editor.save(custom);
    case 'number':
      return editor.save(number);
    case 'choice':
      return editor.save(text);
    default:
      return editor.save(text.trim() === '' ? null : text.trim());
  }
}
