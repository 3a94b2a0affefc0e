import { useEffect } from 'react';
import { readCommands, runCommand } from './command-store.ts';
import { chordOf } from './shortcut.ts';

/** How long the second key of a pair may take. */
const pairMs = 1200;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/**
 * Listens to the page's keys. Single keys are off inside fields and while a dialog is open; chords
 * with Mod work everywhere.
 */
export function useCommandKeys(): void {
  useEffect(() => {
    let first: { chord: string; at: number } | undefined;

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const chord = chordOf(event);
      const isSingle = !chord.startsWith('Mod+');
      const isBlocked = isTyping(event.target) || document.querySelector('[data-gx-dialog]') !== null;
      if (isSingle && isBlocked) return;

      const { commands } = readCommands();
      const isPair = first !== undefined && Date.now() - first.at < pairMs;
      const wanted = isPair && first ? [`${first.chord} ${chord}`, chord] : [chord];
      first = undefined;
      for (const shortcut of wanted) {
        const command = commands.findLast((candidate) => candidate.shortcut === shortcut);
        if (command) {
          event.preventDefault();
          runCommand(command.id);
          return;
        }
      }
      if (commands.some((command) => command.shortcut?.startsWith(`${chord} `))) {
        first = { chord, at: Date.now() };
        event.preventDefault();
      }
    };

    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
