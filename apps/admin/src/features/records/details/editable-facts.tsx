import { useState, type ReactNode } from 'react';
import { IconButton } from '@crm/ui/controls/icon-button';
import { useTranslation } from 'react-i18next';
import type { FactEditor } from './fact-editor.ts';
import { FactForm } from './fact-form.tsx';
import classes from './editable-facts.module.css';

/** A field of a record; with an editor it can be changed in its place. */
export interface EditableFact {
  readonly id: string;
  readonly label: string;
  readonly value: ReactNode;
  readonly editor?: FactEditor | undefined;
}

interface EditableFactsProps {
  readonly title: string;
  readonly facts: readonly EditableFact[];
}

/** Fields under a title, one a line; a pencil opens each for itself. */
export function EditableFacts({ title, facts }: EditableFactsProps) {
  const { t } = useTranslation('records');
  const [open, setOpen] = useState<string | undefined>();
  return (
    <section className={classes.group}>
      <h2 className={classes.title}>{title}</h2>
      <dl className={classes.facts}>
        {facts.map(({ id, label, value, editor }) => (
          <div key={id} className={classes.fact}>
            <dt className={classes.label}>{label}</dt>
            <dd className={classes.value}>
              {open === id && editor ? (
                <FactForm label={label} editor={editor} onClose={() => setOpen(undefined)} />
              ) : (
                <>
                  {/* A double click is a shortcut for those who see it; the button beside does the same. */}
                  <span className={classes.shown} onDoubleClick={() => editor && setOpen(id)}>
                    {value}
                  </span>
                  {editor && (
                    <span className={classes.pencil}>
                      <IconButton
                        icon="note"
                        size="small"
                        variant="ghost"
                        label={t('field.edit', { field: label })}
                        onClick={() => setOpen(id)}
                      />
                    </span>
                  )}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
