import { StyleSheet, type Styles } from '@react-pdf/renderer';
import { faces, glyphFeatures, weights } from './faces.ts';

const ink = '#1a1d21';
const quiet = '#5c6570';
const rule = '#d5dae0';

/** The sheet of a language: the same for both directions, with lines and columns from the other side. */
export function sheetOf(isRtl: boolean) {
  const row = isRtl ? 'row-reverse' : 'row';
  const start = isRtl ? 'right' : 'left';
  const end = isRtl ? 'left' : 'right';
  return StyleSheet.create({
    page: {
      fontFamily: faces,
      fontFeatureSettings: glyphFeatures,
      color: ink,
      paddingTop: 44,
      paddingBottom: 56,
      paddingHorizontal: 44,
    },
    text: { fontSize: 9, lineHeight: 1.4, textAlign: start },
    rtl: { direction: 'rtl' },
    head: { flexDirection: row, justifyContent: 'space-between', marginBottom: 28 },
    parties: { flexDirection: row, marginBottom: 24 },
    party: { flex: 1, paddingRight: isRtl ? 0 : 16, paddingLeft: isRtl ? 16 : 0 },
    title: { fontSize: 18, lineHeight: 1.3, fontWeight: weights.strong },
    strong: { fontWeight: weights.strong },
    end: { textAlign: end },
    quiet: { color: quiet },
    label: { color: quiet, fontSize: 8 },
    figure: { textAlign: end },
    heading: { width: 290 },
    facts: { width: 190 },
    fact: { flexDirection: row, justifyContent: 'space-between' },
    row: { flexDirection: row, borderBottomWidth: 0.5, borderBottomColor: rule, paddingVertical: 5 },
    tableHead: { flexDirection: row, borderBottomWidth: 1, borderBottomColor: ink, paddingBottom: 4 },
    foot: { alignSelf: isRtl ? 'flex-start' : 'flex-end', width: 240, marginTop: 12 },
    sum: { flexDirection: row, justifyContent: 'space-between', paddingVertical: 2 },
    total: {
      flexDirection: row,
      justifyContent: 'space-between',
      borderTopWidth: 1,
      borderTopColor: ink,
      marginTop: 4,
      paddingTop: 6,
    },
    totalText: { fontSize: 11, fontWeight: weights.strong },
    notes: { marginTop: 24 },
    /** Without a line height: the renderer loses what it writes late otherwise. */
    pageNumber: { position: 'absolute', bottom: 28, left: 44, right: 44, fontSize: 8, color: quiet, textAlign: end },
    draft: { color: '#a15c00', fontWeight: weights.strong },
  } satisfies Styles);
}

export type Sheet = ReturnType<typeof sheetOf>;

/** The widths of the columns beside the description, in points. */
export const columns = { quantity: 66, unitPrice: 74, discount: 50, tax: 46, amount: 82 } as const;
export type Column = keyof typeof columns;
