import { useRef, useState } from 'react';

export type CellState =
  | { readonly kind: 'idle' | 'saving' | 'saved' }
  | { readonly kind: 'failed'; readonly why: string };

interface CellOptions {
  /** What the server has. */
  readonly shown: string;
  /** Saves what was written. @returns why it is not saved, or nothing */
  readonly save: (text: string) => Promise<string | undefined>;
}

/** A cell of a grid while it is written: what is not saved stays written and says why. */
export function useCell({ shown, save }: CellOptions) {
  const [draft, setDraft] = useState<string | undefined>();
  const [state, setState] = useState<CellState>({ kind: 'idle' });
  const sent = useRef<string | undefined>(undefined);

  const reset = () => {
    setDraft(undefined);
    setState({ kind: 'idle' });
    sent.current = undefined;
  };
  const commit = async () => {
    // Leaving a cell that was refused does not send it once more; Enter does.
    if (draft === undefined || sent.current === draft) return;
    if (draft === shown) return reset();
    sent.current = draft;
    setState({ kind: 'saving' });
    const why = await save(draft);
    // Something else was written meanwhile, and is sent for itself.
    if (sent.current !== draft) return;
    if (why === undefined) {
      sent.current = undefined;
      setDraft((now) => (now === draft ? undefined : now));
      setState({ kind: 'saved' });
    } else {
      setState({ kind: 'failed', why });
    }
  };

  return {
    text: draft ?? shown,
    state,
    write: (text: string) => {
      setDraft(text);
      setState({ kind: 'idle' });
      sent.current = undefined;
    },
    commit,
    retry: () => {
      if (state.kind === 'failed') sent.current = undefined;
      return commit();
    },
    reset,
  };
}
