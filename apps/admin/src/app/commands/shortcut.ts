/**
 * A shortcut as text: one chord (`Mod+KeyK`, `KeyC`) or two in a row (`KeyG KeyA`). Keys are named by
 * their place on the keyboard (`KeyboardEvent.code`), so that they work in Cyrillic and Arabic
 * layouts; `?` alone is matched by what it writes. `Mod` is Command on a Mac and Control elsewhere.
 */
export type Shortcut = string;

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

const names: Readonly<Record<string, string>> = {
  Slash: '/',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  BracketLeft: '[',
  BracketRight: ']',
};

function chordLabel(chord: string): string {
  const keys = chord
    .split('+')
    .map((part) => (part === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : (names[part] ?? part.replace(/^(Key|Digit)/, ''))));
  return keys.join(' ');
}

/** The keys to draw beside a verb, one string for each chord. */
export function shortcutKeys(shortcut: Shortcut): readonly string[] {
  return shortcut.split(' ').map(chordLabel);
}

/** The chord that an event is, in the way shortcuts write it. */
export function chordOf(event: KeyboardEvent): string {
  // Wherever the layout has it: beside Shift in English, over 7 in Russian, its own sign in Arabic.
  if (event.key === '?' || event.key === '؟') return '?';
  const isMod = isMac ? event.metaKey : event.ctrlKey;
  const parts = [isMod && 'Mod', event.altKey && 'Alt', event.shiftKey && 'Shift', event.code];
  return parts.filter(Boolean).join('+');
}
