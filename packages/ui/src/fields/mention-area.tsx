import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Avatar } from '../data/avatar.tsx';
import { cx } from '../cx.ts';
import lookupClasses from './lookup-field.module.css';
import classes from './mention-area.module.css';
import { useLookup, type LookupOption, type LookupSearch } from './use-lookup.ts';

interface MentionAreaProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Finds people behind an @; without it an @ is a letter like others. Keep it stable. */
  readonly search?: LookupSearch | undefined;
  /** Somebody was chosen: their name stands in the text from now on. */
  readonly onMention?: ((who: LookupOption) => void) | undefined;
  /** Mod with Enter. */
  readonly onSubmit: () => void;
  readonly rows?: number;
}

const nobody: LookupSearch = () => Promise.resolve([]);
/** An @ at the beginning of a word, and what was typed behind it. */
const begun = /(?:^|\s)@([\p{L}\p{M}\p{N}.'-]{0,40})$/u;

/** Text of several lines without a frame of its own, in which @ names a person. */
export function MentionArea(props: MentionAreaProps) {
  const { label, placeholder, value, onChange, search = nobody, onMention, onSubmit, rows = 1 } = props;
  const listId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [query, setQuery] = useState<string | undefined>();
  const [active, setActive] = useState(0);
  // Where the caret goes once the chosen name is drawn; asked after each drawing, for that one only.
  const caret = useRef<number | undefined>(undefined);
  const { options } = useLookup(search, query ?? '', query !== undefined);
  const isOpen = query !== undefined && options.length > 0;
  const chosen = options[Math.min(active, options.length - 1)];
  const optionId = (id: string) => `${listId}-${id}`;

  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });

  const look = (text: string, at: number) => {
    setQuery(search === nobody ? undefined : begun.exec(text.slice(0, at))?.[1]);
    setActive(0);
  };
  const choose = (who: LookupOption) => {
    const at = area.current?.selectionStart ?? value.length;
    const start = at - (query?.length ?? 0);
    const before = `${value.slice(0, start)}${who.label} `;
    caret.current = before.length;
    onChange(before + value.slice(at));
    onMention?.(who);
    setQuery(undefined);
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      onSubmit();
      return;
    }
    if (!isOpen || !chosen) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setActive((last) => (last + step + options.length) % options.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(chosen);
    else if (event.key === 'Escape') setQuery(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <span className={classes.root}>
      <textarea
        ref={area}
        className={classes.text}
        aria-label={label}
        aria-autocomplete={search === nobody ? undefined : 'list'}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && chosen ? optionId(chosen.id) : undefined}
        placeholder={placeholder}
        dir="auto"
        rows={rows}
        // Where the field grows with its text the browser does not mind the rows.
        style={{ minHeight: `calc(${rows}lh + 8px)` }}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look(event.currentTarget.value, event.currentTarget.selectionStart);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setQuery(undefined)}
      />
      {isOpen && (
        <span id={listId} role="listbox" aria-label={label} className={classes.list}>
          {options.map((option) => (
            <span
              key={option.id}
              id={optionId(option.id)}
              role="option"
              aria-selected={option === chosen}
              tabIndex={-1}
              className={cx(lookupClasses.option, option === chosen && classes.active)}
              // The focus stays in the text.
              onPointerDown={(event) => {
                event.preventDefault();
                choose(option);
              }}
            >
              <Avatar name={option.label} />
              <span className={lookupClasses.label}>{option.label}</span>
              {option.detail && <span className={lookupClasses.detail}>{option.detail}</span>}
            </span>
          ))}
        </span>
      )}
    </span>
  );
}
