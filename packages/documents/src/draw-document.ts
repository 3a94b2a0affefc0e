import { Document, Page, renderToBuffer, Text, View } from '@react-pdf/renderer';
import { createElement } from 'react';
import type { CommercialDocument, DocumentParty } from '@crm/domain/document/commercial-document';
import { readsFromRight, shapeArabic } from './arabic-letters.ts';
import { loadFaces } from './faces.ts';
import { formatsOf } from './format.ts';
import { drawFoot, drawHead, drawLine, drawParties, drawTableHead, drawText, type Pen } from './parts.ts';
import { sheetOf } from './styles.ts';
import { words } from './words.ts';

let faces: Promise<void> | undefined;

/**
 * Draws a document as PDF, in the language that it asks for, with its faces inside.
 * @param seller printed as the sender; `null` where that is not said
 */
export async function drawDocument(document: CommercialDocument, seller: DocumentParty | null): Promise<Buffer> {
  await (faces ??= loadFaces());
  return renderToBuffer(compose(document, seller));
}

function compose(document: CommercialDocument, seller: DocumentParty | null) {
  const { language } = document;
  const sheet = sheetOf(language === 'ar');
  const pen: Pen = { document, sheet, words: words[language], format: formatsOf(language) };
  const page = (pageNumber: number, pages: number) => pen.words.page(pageNumber, pages);
  return createElement(
    Document,
    {
      title: [pen.words.kind[document.kind], document.number].filter(Boolean).join(' '),
      language,
      ...(seller && { author: seller.name }),
    },
    createElement(
      Page,
      { size: 'A4', style: sheet.page },
      drawHead(pen),
      drawParties(pen, seller),
      drawTableHead(pen),
      ...document.lines.map((line) => drawLine(pen, line)),
      drawFoot(pen),
      drawText(pen, pen.words.amountsIn(document.currency), sheet.label),
      document.notes === null ? null : createElement(View, { style: sheet.notes }, drawText(pen, document.notes)),
      createElement(Text, {
        style: readsFromRight(page(1, 1), language) ? [sheet.rtl, sheet.pageNumber] : sheet.pageNumber,
        fixed: true,
        render: ({ pageNumber, totalPages }) => shapeArabic(page(pageNumber, totalPages)),
      }),
    ),
  );
}
