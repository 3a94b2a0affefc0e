import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './field-list.module.css';
import type { FilterField } from './filter-field.ts';

interface FieldListProps {
  readonly fields: readonly FilterField[];
  readonly onChoose: (field: FilterField) => void;
}

/** What the list can be filtered by. Arrows move, letters jump. */
export function FieldList({ fields, onChoose }: FieldListProps) {
  const { t } = useTranslation('resource');
  return (
    // The keys move between the buttons inside; each is a control of its own.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset className={classes.list} aria-label={t('filter.fields')} onKeyDown={moveFocus}>
      {fields.map((field, index) => (
        <button
          key={field.id}
          type="button"
          className={classes.field}
          data-autofocus={index === 0 || undefined}
          onClick={() => onChoose(field)}
        >
          {field.label}
        </button>
      ))}
    </fieldset>
  );
}

function moveFocus(event: KeyboardEvent<HTMLFieldSetElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const letter = event.key.toLocaleLowerCase();
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(at + 1, buttons.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: buttons.length - 1,
  };
  const ordered = [...buttons.slice(at + 1), ...buttons];
  const named = letter.length === 1 ? ordered.find((button) => startsWith(button, letter)) : undefined;
  const target = buttons[steps[event.key] ?? -1] ?? named;
  if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  target.focus();
}

function startsWith(button: HTMLButtonElement, letter: string): boolean {
  return button.textContent.trim().toLocaleLowerCase().startsWith(letter);
}
