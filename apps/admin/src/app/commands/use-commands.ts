import { useEffect, useState } from 'react';
import { dropCommands, putCommands, setCommandSubject, type Command } from './command-store.ts';

/** Registers commands while the component is drawn. They may be made anew at each drawing. */
export function useCommands(commands: readonly Command[]): void {
  const [source] = useState(() => Symbol('commands'));
  useEffect(() => putCommands(source, commands), [source, commands]);
  useEffect(() => () => dropCommands(source), [source]);
}

/** Names what the page's actions act on ("3 accounts") while it is drawn. */
export function useCommandSubject(subject: string | undefined): void {
  useEffect(() => {
    setCommandSubject(subject);
    return () => setCommandSubject(undefined);
  }, [subject]);
}
