import { afterAll, expect, it } from 'vitest';
import type { CommercialDocument } from '@crm/domain/document/commercial-document';
import { pdfDocuments } from './pdf-documents.ts';
import { readPdf } from './testing/read-pdf.ts';
import { sampleLine, sampleQuote } from './testing/samples.ts';

const documents = pdfDocuments({ seller: null });
afterAll(() => documents.close());

it('draws several at once, each its own, while this thread goes on', async () => {
  const lines = Array.from({ length: 40 }, () =>
    sampleLine({ description: 'Logger', quantity: '1', unitPriceMinor: 1 }),
  );
  let ticks = 0;
  const clock = setInterval(() => (ticks += 1), 5);
  const orders = (['en', 'ru', 'ar'] as const).map((language) =>
    documents.render({ ...sampleQuote(language), lines, number: `Q-${language}` }),
  );
  const texts = (await Promise.all(orders)).map((pdf) => readPdf(pdf).text);
  clearInterval(clock);
  expect(texts.map((text) => /Q-\w\w/u.exec(text)?.[0])).toEqual(['Q-en', 'Q-ru', 'Q-ar']);
  expect(ticks).toBeGreaterThan(10);
});

it('refuses what it cannot draw and draws the next', async () => {
  const broken: CommercialDocument = { ...sampleQuote('en'), currency: 'ZZZ' };
  await expect(documents.render(broken)).rejects.toThrow('ZZZ is not a currency');
  expect(readPdf(await documents.render(sampleQuote('en'))).text).toContain('Q-2026-00042');
});

it('starts anew after its thread ended', async () => {
  await documents.close();
  expect(readPdf(await documents.render(sampleQuote('en'))).pages).toBe(1);
});
