import { fileURLToPath } from 'node:url';
import { Font } from '@react-pdf/renderer';

/** The first that has a character draws it. */
export const faces = ['Inter', 'Noto Sans Arabic'];
export const weights = { regular: 400, strong: 600 } as const;

const files = {
  Inter: {
    [weights.regular]: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
    [weights.strong]: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  },
  'Noto Sans Arabic': {
    [weights.regular]: '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
    [weights.strong]: '@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf',
  },
} as const;

/** Makes the faces known to the renderer and reads them from the disk. */
export async function loadFaces(): Promise<void> {
  for (const [family, byWeight] of Object.entries(files)) {
    Font.register({
      family,
      fonts: Object.entries(byWeight).map(([weight, file]) => ({
        src: fileURLToPath(import.meta.resolve(file)),
        fontWeight: Number(weight),
      })),
    });
  }
  // Words are never broken: names and article numbers are read as they are written.
  Font.registerHyphenationCallback((word) => [word]);
  for (const fontWeight of Object.values(weights)) await shareLine(fontWeight);
}

/**
 * Gives all faces the line of the first, so that a word in one and a figure in another stand on the same line beside
 * each other: cells of a table are set one by one.
 */
async function shareLine(fontWeight: number): Promise<void> {
  const [first, ...others] = await Promise.all(faces.map((fontFamily) => loadFace({ fontFamily, fontWeight })));
  for (const face of others) {
    for (const metric of ['ascent', 'descent', 'lineGap'] as const) {
      const inEm = (first?.[metric] ?? 0) / (first?.unitsPerEm ?? 1);
      Object.defineProperty(face, metric, { value: inEm * face.unitsPerEm });
    }
  }
}

async function loadFace(descriptor: { fontFamily: string; fontWeight: number }) {
  await Font.load(descriptor);
  const face = Font.getFont(descriptor)?.data;
  if (!face || !('unitsPerEm' in face)) throw new Error(`The face ${descriptor.fontFamily} cannot be read.`);
  // A glyph remembers what it stands for when it is first met: as a part of another one (c of ç) it would stand for
  // nothing, and the text of later documents could not be searched or copied.
  for (const character of face.characterSet) {
    if (!isAlias(character)) face.glyphForCodePoint(character);
  }
  return face;
}

/**
 * Figures of one width; no glyphs made of several, since letters come in their form already (`shapeArabic`), and the
 * renderer would lose the parts.
 */
export const glyphFeatures = { tnum: 1, ccmp: 0, rlig: 0, liga: 0, calt: 0, init: 0, medi: 0, fina: 0 };

/** Codes of private use, and the forms of Persian letters, are second names of glyphs that texts know by their first. */
function isAlias(character: number): boolean {
  return (character >= 0xe000 && character <= 0xf8ff) || (character >= 0xfb50 && character <= 0xfdff);
}
