import { Modal } from '@mantine/core';
import { useId, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../a11y/visually-hidden.tsx';
import { Kbd } from '../controls/kbd.tsx';
import { cx } from '../cx.ts';
import { Icon, type IconName } from '../icons/icon.tsx';
import { PaletteOption } from './palette-option.tsx';
import classes from './palette.module.css';

/** A line that can be chosen. */
export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  /** Behind the label, fainter: what kind of thing it is. */
  readonly detail?: string | undefined;
  readonly icon?: IconName | undefined;
  /** In place of the icon: a tile, an avatar. */
  readonly mark?: ReactNode;
  /** At the end: a state, an amount. Left out on a phone. */
  readonly end?: ReactNode;
  readonly kbd?: string | readonly string[] | undefined;
  readonly run: () => void;
}

/** Lines under one heading. */
export interface PaletteGroup {
  readonly id: string;
  readonly label: string;
  /** At the end of the heading: "9 found in 41 ms". */
  readonly note?: string | undefined;
  readonly items: readonly PaletteItem[];
}

interface PaletteProps {
  readonly onClose: () => void;
  readonly query: string;
  readonly onQueryChange: (query: string) => void;
  readonly groups: readonly PaletteGroup[];
  /** What the verbs act on: "3 accounts". */
  readonly context?: string | undefined;
  /** Results are on their way. */
  readonly busy?: boolean;
  readonly onShowShortcuts: () => void;
}

/** At once: who opens the palette is typing already. */
function takeFocus(input: HTMLInputElement | null) {
  input?.focus();
}

/** Search or run: one field, everything below it; arrows move, Enter runs, the field keeps the focus. */
export function Palette(props: PaletteProps) {
  const { onClose, query, onQueryChange, groups, context, busy, onShowShortcuts } = props;
  const { t } = useTranslation('ui');
  const listId = useId();
  const items = useMemo(() => groups.flatMap((group) => group.items), [groups]);
  const [chosen, setChosen] = useState<string | undefined>();
  const found = items.findIndex((item) => item.id === chosen);
  // What was chosen stays chosen while results stream in; else the first line is.
  const index = found >= 0 ? found : 0;
  const active = items[index];

  const run = (item: PaletteItem | undefined) => {
    if (!item) return;
    onClose();
    item.run();
  };

  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setChosen(items[(index + 1) % items.length]?.id),
    ArrowUp: () => setChosen(items[(index - 1 + items.length) % items.length]?.id),
    Enter: () => run(active),
  };

  return (
    <Modal.Root
      opened
      onClose={onClose}
      unstyled
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      classNames={{ inner: cx(classes.inner), content: cx(classes.content) }}
    >
      <Modal.Overlay unstyled className={classes.scrim} />
      <Modal.Content data-gx-dialog="" aria-label={t('palette.label')}>
        <div className={classes.field}>
          <Icon name="search" />
          {context && <span className={classes.context}>{context}</span>}
          <input
            data-autofocus
            ref={takeFocus}
            className={classes.input}
            role="combobox"
            aria-expanded={items.length > 0}
            aria-controls={listId}
            aria-activedescendant={active ? `${listId}-${active.id}` : undefined}
            aria-autocomplete="list"
            aria-label={t('palette.label')}
            placeholder={t('palette.placeholder')}
            autoComplete="off"
            spellCheck={false}
            value={query}
            onChange={(event) => {
              onQueryChange(event.currentTarget.value);
              setChosen(undefined);
            }}
            onKeyDown={(event) => {
              const step = keys[event.key];
              if (!step || event.nativeEvent.isComposing) return;
              event.preventDefault();
              step();
            }}
          />
          <Kbd keys={t('key.escape')} />
        </div>
        <div className={classes.results} id={listId} role="listbox" aria-label={t('palette.results')}>
          {groups
            .filter((group) => group.items.length > 0)
            .map((group) => (
              <div key={group.id} role="group" aria-label={group.label}>
                <div className={classes.group} aria-hidden="true">
                  {group.label}
                  {group.note && <span className={classes.note}>{group.note}</span>}
                </div>
                {group.items.map((item) => (
                  <PaletteOption
                    key={item.id}
                    id={`${listId}-${item.id}`}
                    item={item}
                    query={query}
                    isActive={item === active}
                    onPoint={() => setChosen(item.id)}
                    onChoose={() => run(item)}
                  />
                ))}
              </div>
            ))}
        </div>
        {items.length === 0 && (
          <p className={classes.nothing}>{busy ? t('palette.searching') : t('palette.nothing')}</p>
        )}
        <VisuallyHidden>
          <span role="status">{!busy && t('palette.count', { count: items.length })}</span>
        </VisuallyHidden>
        <div className={classes.foot}>
          <span className={classes.hint}>
            <Kbd keys={['↑', '↓']} /> {t('palette.move')}
          </span>
          <span className={classes.hint}>
            <Kbd keys={t('key.enter')} /> {t('palette.run')}
          </span>
          <button
            type="button"
            className={classes.shortcuts}
            onClick={() => {
              onClose();
              onShowShortcuts();
            }}
          >
            <Kbd keys="?" /> {t('palette.shortcuts')}
          </button>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
