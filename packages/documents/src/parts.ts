import { Text, View } from '@react-pdf/renderer';
import { createElement, type ReactElement } from 'react';
import type { CommercialDocument, DocumentLine, DocumentParty } from '@crm/domain/document/commercial-document';
import { taxesByRate } from '@crm/domain/money/line';
import { readsFromRight, shapeArabic } from './arabic-letters.ts';
import type { formatsOf } from './format.ts';
import { columns, type Column, type Sheet } from './styles.ts';
import type { Words } from './words.ts';

/** What every part is drawn with. */
export interface Pen {
  readonly document: CommercialDocument;
  readonly words: Words;
  readonly format: ReturnType<typeof formatsOf>;
  readonly sheet: Sheet;
}

type Style = Sheet[keyof Sheet] | { readonly width: number } | { readonly flex: number };

/** Text of any language, ready to be drawn. */
export function drawText({ sheet, document }: Pen, content: string, ...style: Style[]): ReactElement {
  const direction = readsFromRight(content, document.language) ? [sheet.rtl] : [];
  return createElement(Text, { style: [sheet.text, ...direction, ...style] }, shapeArabic(content));
}

function box(style: Style, ...children: readonly (ReactElement | null)[]): ReactElement {
  return createElement(View, { style, wrap: false }, ...children);
}

/** What it is, its number and its days. */
export function drawHead(pen: Pen): ReactElement {
  const { document, words, format, sheet } = pen;
  const facts = [
    [words.issuedOn, document.issuedOn && format.day(document.issuedOn)],
    [words.validUntil, document.validUntil && format.day(document.validUntil)],
    [words.dueOn, document.dueOn && format.day(document.dueOn)],
    [words.revision, document.revision && format.decimal(String(document.revision))],
    [words.reference, document.reference],
  ] as const;
  return box(
    sheet.head,
    createElement(
      View,
      { style: sheet.heading },
      drawText(pen, words.kind[document.kind], sheet.title),
      document.number === null ? null : drawText(pen, document.number, sheet.strong),
      document.isDraft ? drawText(pen, words.draft, sheet.draft) : null,
    ),
    createElement(
      View,
      { style: sheet.facts },
      ...facts.flatMap(([label, value]) =>
        value ? [box(sheet.fact, drawText(pen, label, sheet.quiet), drawText(pen, value, sheet.end))] : [],
      ),
    ),
  );
}

/** Who sells, if that is known, and who buys. */
export function drawParties(pen: Pen, seller: DocumentParty | null): ReactElement {
  const { document, words, sheet } = pen;
  const party = (label: string, { name, details }: DocumentParty) =>
    box(
      sheet.party,
      drawText(pen, label, sheet.label),
      drawText(pen, name, sheet.strong),
      ...details.map((line) => drawText(pen, line)),
    );
  return box(sheet.parties, seller && party(words.from, seller), party(words.to, document.buyer));
}

/** The head of the table, on each page again. */
export function drawTableHead(pen: Pen): ReactElement {
  const { words, sheet } = pen;
  const head = (column: Column) => drawText(pen, words[column], sheet.label, sheet.end, { width: columns[column] });
  return createElement(
    View,
    { style: sheet.tableHead, fixed: true },
    drawText(pen, words.description, sheet.label, { flex: 1 }),
    ...(['quantity', 'unitPrice', 'discount', 'tax', 'amount'] as const).map(head),
  );
}

/** One line: it is never parted between two pages. */
export function drawLine(pen: Pen, line: DocumentLine): ReactElement {
  const { document, words, format, sheet } = pen;
  const { currency } = document;
  const interval = line.billingInterval === null ? null : words.each[line.billingInterval];
  const details = [interval, line.detail].filter(Boolean).join(', ');
  const figure = (column: Column, content: string) => drawText(pen, content, sheet.figure, { width: columns[column] });
  return box(
    sheet.row,
    createElement(
      View,
      { style: { flex: 1 } },
      drawText(pen, line.description),
      details === '' ? null : drawText(pen, details, sheet.label),
    ),
    drawText(pen, [format.decimal(line.quantity), line.unit].filter(Boolean).join('\u00a0'), sheet.end, {
      width: columns.quantity,
    }),
    figure('unitPrice', format.amount(line.unitPriceMinor, currency)),
    figure('discount', line.discountPercent === '0' ? '' : format.percent(line.discountPercent)),
    figure('tax', format.percent(line.taxRate)),
    figure('amount', format.amount(line.subtotalMinor - line.discountMinor, currency)),
  );
}

/** How the lines come to the total: what is printed adds up. */
export function drawFoot(pen: Pen): ReactElement {
  const { document, words, format, sheet } = pen;
  const { totals, currency, lines, paidMinor } = document;
  const amount = (minor: number) => format.amount(minor, currency);
  const sum = (label: string, minor: number) =>
    box(sheet.sum, drawText(pen, label, sheet.quiet), drawText(pen, amount(minor), sheet.figure));
  const total = (label: string, minor: number) =>
    box(
      sheet.total,
      drawText(pen, label, sheet.totalText),
      drawText(pen, `${amount(minor)} ${currency}`, sheet.totalText, sheet.figure),
    );
  const discounted = totals.discountMinor !== 0;
  return box(
    sheet.foot,
    discounted ? sum(words.subtotal, totals.subtotalMinor) : null,
    discounted ? sum(words.discount, -totals.discountMinor) : null,
    sum(words.net, totals.subtotalMinor - totals.discountMinor),
    ...taxesByRate(lines).map(({ taxRate, taxMinor }) => sum(`${words.tax} ${format.percent(taxRate)}`, taxMinor)),
    total(words.total, totals.totalMinor),
    ...(paidMinor ? [sum(words.paid, -paidMinor), total(words.balance, totals.totalMinor - paidMinor)] : []),
  );
}
