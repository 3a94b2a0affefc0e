import { createElement as h, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Language } from '@crm/domain/language';
import { taxesByRate } from '@crm/domain/money/line';
import type { QuoteRow } from '@crm/domain/quote/quote';
import type { OfferState } from '@crm/domain/quote/quote-delivery';
import { formatsOf } from './format.ts';
import { offerWords } from './offer-words.ts';
import { words as paperWords } from './words.ts';

interface Offer {
  readonly quote: QuoteRow;
  readonly state: OfferState;
  /** Of the page itself: where its forms post to. */
  readonly path: string;
  /** Said above the forms when an answer could not be taken. */
  readonly alert: string | null;
}

/** An offer as its customer reads and answers it: no script, no other host, in the offer's language. */
export function renderOffer({ quote, state, path, alert }: Offer): string {
  const words = offerWords[quote.language];
  const paper = paperWords[quote.language];
  const title = `${paper.kind.quote} ${quote.number}`;
  const facts = state === 'withdrawn' ? [] : factsOf(quote);
  return renderPage(
    quote.language,
    title,
    h('h1', null, paper.kind.quote, ' ', h('bdi', null, quote.number)),
    facts.length > 0 && h('p', { className: 'facts' }, facts.join(' · ')),
    state !== 'open' && h('p', { className: `state ${state}`, role: 'status' }, words.state[state]),
    state !== 'withdrawn' && drawLines(quote),
    state !== 'withdrawn' && quote.notes !== null && h('p', { className: 'notes', dir: 'auto' }, quote.notes),
    state !== 'withdrawn' && h('p', null, h('a', { href: `${path}/pdf`, download: true }, words.pdf)),
    state === 'open' && drawForms(quote.language, path, alert),
  );
}

/** Where there is nothing to show, or not now. */
export function renderSorry(language: Language, message: 'unknown' | 'tooMany'): string {
  const title = paperWords[language].kind.quote;
  return renderPage(
    language,
    title,
    h('h1', null, title),
    h('p', { className: 'state', role: 'status' }, offerWords[language][message]),
  );
}

function factsOf({ account, validUntil, language }: QuoteRow): readonly string[] {
  const paper = paperWords[language];
  const until = validUntil === null ? null : `${paper.validUntil}: ${formatsOf(language).day(validUntil)}`;
  return [account?.name, until].filter((fact) => typeof fact === 'string');
}

function drawLines(quote: QuoteRow): ReactNode {
  const { language, currency, lines } = quote;
  const paper = paperWords[language];
  const format = formatsOf(language);
  const amount = (minor: number) => h('bdi', null, format.amount(minor, currency));
  const sum = (label: string, minor: number, isTotal = false) =>
    h(
      'tr',
      { key: label, ...(isTotal && { className: 'total' }) },
      h('th', { scope: 'row', colSpan: 2 }, label),
      h('td', null, amount(minor), isTotal && ` ${currency}`),
    );
  const discounted = quote.discountMinor !== 0;
  return h(
    'table',
    null,
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        ...[paper.description, paper.quantity, paper.amount].map((label) =>
          h('th', { scope: 'col', key: label }, label),
        ),
      ),
    ),
    h(
      'tbody',
      null,
      ...lines.map((line) =>
        h(
          'tr',
          { key: line.id },
          h(
            'td',
            { dir: 'auto' },
            line.description,
            line.billingInterval !== null && h('small', null, paper.each[line.billingInterval]),
          ),
          h('td', null, h('bdi', null, format.decimal(line.quantity)), line.unit !== null && ` ${line.unit}`),
          h('td', null, amount(line.subtotalMinor - line.discountMinor)),
        ),
      ),
    ),
    h(
      'tfoot',
      null,
      sum(paper.net, quote.subtotalMinor - quote.discountMinor),
      discounted &&
        h(
          'tr',
          { className: 'quiet' },
          h('th', { scope: 'row', colSpan: 2 }, paper.discount),
          h('td', null, amount(quote.discountMinor)),
        ),
      ...taxesByRate(lines).map(({ taxRate, taxMinor }) => sum(`${paper.tax} ${format.percent(taxRate)}`, taxMinor)),
      sum(paper.total, quote.totalMinor, true),
    ),
  );
}

function drawForms(language: Language, path: string, alert: string | null): ReactNode {
  const words = offerWords[language];
  return h(
    'section',
    null,
    alert !== null && h('p', { className: 'state declined', role: 'alert' }, alert),
    h(
      'form',
      { method: 'post', action: path },
      h('p', null, words.acceptHint),
      h('label', { htmlFor: 'name' }, words.name),
      h('input', { id: 'name', name: 'name', required: true, minLength: 2, maxLength: 200, autoComplete: 'name' }),
      h('button', { type: 'submit', name: 'answer', value: 'accept' }, words.accept),
    ),
    h(
      'details',
      null,
      h('summary', null, words.decline),
      h(
        'form',
        { method: 'post', action: path },
        h('label', { htmlFor: 'reason' }, words.reason),
        h('input', { id: 'reason', name: 'reason', maxLength: 300 }),
        h('button', { type: 'submit', name: 'answer', value: 'decline', className: 'quiet' }, words.declineButton),
      ),
    ),
  );
}

function renderPage(language: Language, title: string, ...content: readonly ReactNode[]): string {
  const page = h(
    'html',
    { lang: language, dir: language === 'ar' ? 'rtl' : 'ltr' },
    h(
      'head',
      null,
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'robots', content: 'noindex' }),
      h('title', null, title),
      h('link', { rel: 'stylesheet', href: '/offer.css' }),
    ),
    h('body', null, h('main', null, ...content)),
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

/** Its look, in a file of its own because the policy allows no styles inside a page. */
export const offerStyle = `:root{color-scheme:light dark;--line:light-dark(#dfdcd6,#32312e);--quiet:light-dark(#52504a,#b9b5ad);--accent:light-dark(#2f47bd,#a3b3fa)}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;background:light-dark(#faf9f7,#151514);color:light-dark(#1b1a18,#efede8)}
main{max-width:720px;margin:32px auto;padding:32px;background:light-dark(#fff,#191918);border:1px solid var(--line);border-radius:12px}
h1{font-size:26px;line-height:1.2;margin:0 0 8px}.facts{color:var(--quiet);margin:0 0 24px}.notes{white-space:pre-line}a{color:var(--accent)}
table{width:100%;border-collapse:collapse;margin-block-end:16px}th,td{text-align:start;padding:8px 0;border-block-end:1px solid var(--line);vertical-align:top;font-weight:400}
thead th{color:var(--quiet);font-size:14px}th+th,td+td{padding-inline-start:16px}th:last-child,td:last-child{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}
tfoot th,tfoot td{border:0;padding-block:4px}tfoot .quiet{color:var(--quiet)}tfoot .total>*{font-weight:600;font-size:18px;border-block-start:1px solid var(--line);padding-block-start:8px}
small{display:block;color:var(--quiet);font-size:14px}.state{padding:12px 16px;border-radius:8px;background:light-dark(#f0eeea,#262523)}
.state.accepted{background:light-dark(#e2f3e6,#17301f)}.state.declined{background:light-dark(#fbe9e6,#3a1d19)}
section{border-block-start:1px solid var(--line);margin-block-start:24px;padding-block-start:8px}form{display:flex;flex-direction:column;gap:8px;margin-block:8px 16px;align-items:flex-start}form p{margin:8px 0}
label{font-size:14px;color:var(--quiet)}input{width:100%;min-height:44px;padding:8px 12px;border:1px solid light-dark(#8a867e,#79756d);border-radius:8px;font:inherit;background:transparent;color:inherit}
button{min-height:44px;padding:8px 20px;border:1px solid transparent;border-radius:8px;background:light-dark(#2f47bd,#4a63de);color:#fff;font:inherit;font-weight:600;cursor:pointer}
button.quiet{background:transparent;border-color:light-dark(#8a867e,#79756d);color:inherit}summary{cursor:pointer;min-height:44px;padding-block:8px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}@media(max-width:480px){main{margin:0;border:0;border-radius:0;padding:24px 16px;min-height:100vh}}`;
