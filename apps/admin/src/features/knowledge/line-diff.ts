/** A line of two texts: in both, only in the older, or only in the newer. */
export interface DiffLine {
  readonly side: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** What changed between two texts, line by line, with as few changes as there can be (longest common subsequence). */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  const common = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const old = a[i];
    const young = b[j];
    if (old !== undefined && old === young) {
      lines.push({ side: 'same', text: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (young === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ side: 'removed', text: old });
      i += 1;
    } else {
      lines.push({ side: 'added', text: young ?? '' });
      j += 1;
    }
  }
  return lines;
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

/** `[i][j]`: how many lines the rests from `i` and from `j` have in common, in their order. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = table[i];
    if (!row) continue;
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}
