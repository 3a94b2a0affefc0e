import { useState, type KeyboardEvent } from 'react';

/** A card that was picked up by key. */
export interface HeldCard {
  readonly cardId: string;
  readonly from: string;
  readonly over: string;
}

interface KeyboardMoveOptions {
  /** Columns in the order they stand. */
  readonly columns: readonly string[];
  /** Asks for the move; a gate may open first. */
  readonly onDrop: (held: HeldCard) => void;
  readonly onOpen: (cardId: string) => void;
}

/**
 * Moves cards between columns by key: Space picks up and drops, arrows choose the column along the
 * line of reading, Esc puts back, Enter opens.
 */
export function useKeyboardMove({ columns, onDrop, onOpen }: KeyboardMoveOptions) {
  const [held, setHeld] = useState<HeldCard | undefined>();

  const onCardKeyDown = (cardId: string, column: string) => (event: KeyboardEvent<HTMLElement>) => {
    // A menu or a link inside the card has keys of its own.
    if (event.target !== event.currentTarget) return;
    const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
    const step = (by: number) => {
      if (!held) return;
      const next = columns[columns.indexOf(held.over) + by];
      if (next !== undefined) setHeld({ ...held, over: next });
    };
    const verbs: Readonly<Record<string, () => void>> = {
      ' ': () => {
        if (!held) return setHeld({ cardId, from: column, over: column });
        setHeld(undefined);
        if (held.over !== held.from) onDrop(held);
      },
      Escape: () => setHeld(undefined),
      Enter: () => (held ? undefined : onOpen(cardId)),
      ArrowRight: () => step(forward),
      ArrowLeft: () => step(-forward),
    };
    const verb = verbs[event.key];
    const isIdle = !held && event.key !== ' ' && event.key !== 'Enter';
    if (!verb || isIdle || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    verb();
  };

  return { held, setHeld, onCardKeyDown };
}
