import { foldName } from '../normalize/name.ts';

const shortestWord = 4;
const shortestStem = 4;
const longestEnding = 2;
const mostWords = 12;

/**
 * What to look for in articles for a text: its words, folded as articles are, cut by an ending of up to two letters, so
 * that `калибровку` finds `калибровка` and `sensors` finds `sensor`. Words of less than four letters say too little, and occur
 * inside of others.
 */
export function wordStems(text: string): readonly string[] {
  const words = foldName(text)
    .split(' ')
    .filter((word) => Array.from(word).length >= shortestWord);
  const stems = [...new Set(words.map(stemOf))];
  // What is found by a shorter stem is not looked for again.
  return stems.filter((stem) => !stems.some((other) => other !== stem && stem.startsWith(other))).slice(0, mostWords);
}

function stemOf(word: string): string {
  const letters = Array.from(word);
  return letters.slice(0, Math.max(shortestStem, letters.length - longestEnding)).join('');
}
