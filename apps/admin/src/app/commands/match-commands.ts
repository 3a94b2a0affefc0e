import type { Command } from './command-store.ts';

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase();
}

/** How well a label fits: every word of the query begins a word (2), stands inside (1), or misses (0). */
function fitOf(label: string, words: readonly string[]): number {
  const folded = fold(label);
  let fit = 2;
  for (const word of words) {
    if (folded.split(/[\s“"«]+/u).some((part) => part.startsWith(word))) continue;
    if (!folded.includes(word)) return 0;
    fit = 1;
  }
  return fit;
}

/** The commands that fit a query, the best first; the order of registration decides a draw. */
export function matchCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return commands;
  return commands
    .map((command) => ({ command, fit: fitOf(command.label, words) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((one, other) => other.fit - one.fit)
    .map(({ command }) => command);
}
