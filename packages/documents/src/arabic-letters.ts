/**
 * Arabic letters in the form that their place in a word asks for, as characters of their own (Unicode, "Arabic
 * Presentation Forms"). The renderer places and cuts glyphs one by one: it draws such a character right, while a letter
 * that its face builds of a body and dots loses them (diegomura/react-pdf#3555).
 */
interface Forms {
  readonly isolated: string;
  readonly final: string;
  /** Letters that join to the next one have these too. */
  readonly initial?: string;
  readonly medial?: string;
}

/** Blocks in which a letter's forms stand one after the other: isolated, final, initial, medial. */
const blocks = [
  [0xfb50, 0xfbb1],
  [0xfbd3, 0xfbe7],
  [0xfbfc, 0xfbff],
  [0xfe80, 0xfefc],
] as const;

/** Letter (or lam with alef) → its forms, as Unicode's own compatibility mappings tell. */
const formsOf = readForms();

function readForms(): ReadonlyMap<string, Forms> {
  const found = new Map<string, string[]>();
  for (const [first, last] of blocks) {
    for (let code = first; code <= last; code += 1) {
      const form = String.fromCodePoint(code);
      const letter = form.normalize('NFKC');
      if (letter !== form) found.set(letter, [...(found.get(letter) ?? []), form]);
    }
  }
  return new Map(
    [...found].map(([letter, [isolated = letter, final = isolated, initial, medial]]) => [
      letter,
      { isolated, final, ...(initial !== undefined && { initial }), ...(medial !== undefined && { medial }) },
    ]),
  );
}

const arabic = /\p{Script=Arabic}/u;
const firstLetter = /\p{L}/u;
/** Vowel signs: without glyph placement they would stand beside their letters. Papers of business do without. */
const marks = /\p{Mn}/gu;
const tatweel = '\u0640';

/** A text ready to be drawn. Texts without Arabic letters stay as they are. */
export function shapeArabic(text: string): string {
  if (!arabic.test(text)) return text;
  const letters = joinLamAlef(Array.from(text.normalize('NFC').replace(marks, '')));
  return letters.map((letter, at) => formAt(letters, letter, at)).join('');
}

/** Lam and alef are written as one. */
function joinLamAlef(letters: readonly string[]): string[] {
  const joined: string[] = [];
  for (const letter of letters) {
    const last = joined.at(-1);
    const pair = `${last ?? ''}${letter}`;
    if (last === '\u0644' && formsOf.has(pair)) joined[joined.length - 1] = pair;
    else joined.push(letter);
  }
  return joined;
}

function formAt(letters: readonly string[], letter: string, at: number): string {
  const forms = formsOf.get(letter);
  if (!forms) return letter;
  const after = joinsNext(letters[at - 1]);
  const before = forms.initial !== undefined && joinsPrevious(letters[at + 1]);
  if (after && before) return forms.medial ?? forms.final;
  if (after) return forms.final;
  return before ? (forms.initial ?? forms.isolated) : forms.isolated;
}

function joinsNext(letter: string | undefined): boolean {
  return letter === tatweel || (letter !== undefined && formsOf.get(letter)?.initial !== undefined);
}

/** All letters but a lone hamza do, which has an isolated form only. */
function joinsPrevious(letter: string | undefined): boolean {
  const forms = letter === undefined ? undefined : formsOf.get(letter);
  return letter === tatweel || (forms !== undefined && forms.final !== forms.isolated);
}

/**
 * The direction of a text: in an Arabic document that of everything with an Arabic word in it, elsewhere that of the
 * first letter. Figures and names in other scripts keep their own.
 */
export function readsFromRight(text: string, language: string): boolean {
  return arabic.test(language === 'ar' ? text : (firstLetter.exec(text)?.[0] ?? ''));
}
