import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi, type TestClient } from '@crm/api/testing/test-api';
import { sendFile } from '@crm/api/testing/upload-client';
import { launchBrowser } from './support/browser.ts';

const attack = `fetch('/pwned'); document.title = 'pwned'; top.pwned = true;`;
const hostile = [
  { name: 'page.html', bytes: `<!doctype html><title>x</title><body onload="${attack}"><script>${attack}</script>` },
  {
    name: 'drawing.svg',
    bytes: `<svg xmlns="http://www.w3.org/2000/svg" onload="${attack}"><script>${attack}</script></svg>`,
  },
  {
    name: 'feed.xml',
    bytes: `<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">${attack}</x:script>`,
  },
  { name: 'words.txt', bytes: attack },
];
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** What a file can do to whoever opens it in a real browser: nothing. */
describe('an attachment in a browser', () => {
  let api: TestApi;
  let rep: TestClient;
  let browser: Browser;
  let page: Page;
  let asked: string[];
  let subject: { type: string; id: string };

  beforeAll(async () => {
    [api, browser] = await Promise.all([startTestApi(), launchBrowser()]);
    rep = await api.as(api.company.users.northRep);
    const made = await rep.call('POST', '/crm/v1/accounts', { name: 'Opened' });
    subject = { type: 'account', id: String(made.body['id']) };
    page = await browser.newPage();
    asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await api[Symbol.asyncDispose]();
  });

  /** A link that asks for the file to be shown in place. */
  async function linkTo(name: string, bytes: string | Buffer<ArrayBuffer>): Promise<string> {
    const { body } = await sendFile(api.url, rep, bytes, { subject, name, type: 'text/html' });
    const link = await rep.call('GET', `/crm/v1/attachments/${String(body['id'])}/link?disposition=inline`);
    return String(link.body['url']);
  }

  it.each(hostile)('$name is saved when it is opened, and nothing of it runs', async ({ name, bytes }) => {
    const link = await linkTo(name, bytes);
    await page.goto(`${api.url}/docs`);
    const download = page.waitForEvent('download');
    await page.goto(`${api.url}${link}`).catch(() => undefined);
    const saved = await download;
    expect(saved.suggestedFilename()).toBe(name);
    expect(readFileSync(await saved.path(), 'utf8')).toBe(bytes);
    expect(await page.title()).not.toBe('pwned');
    expect(asked).not.toContain('/pwned');
  });

  it.each(hostile)('$name does nothing to a page of ours that would embed it', async ({ name, bytes }) => {
    const link = await linkTo(name, bytes);
    await page.goto(`${api.url}/docs`);
    for (const tag of ['iframe', 'object', 'embed', 'script', 'img'] as const) {
      await page.evaluate(embedding(tag, link));
    }
    expect(await page.evaluate('"pwned" in window')).toBe(false);
    expect(asked).toContain(link);
    expect(asked).not.toContain('/pwned');
  });

  it('a picture is shown', async () => {
    const answer = await page.goto(`${api.url}${await linkTo('dot.png', png)}`);
    expect(answer?.headers()['content-disposition']).toMatch(/^inline/u);
    expect(await page.evaluate('document.images[0].naturalWidth')).toBe(1);
  });
});

/** Embeds an address into the page, and waits until it is there, refused, or late. */
function embedding(tag: string, address: string): string {
  return `new Promise((resolve) => {
    const element = document.createElement('${tag}');
    element.setAttribute('${tag === 'object' ? 'data' : 'src'}', '${address}');
    element.addEventListener('load', resolve);
    element.addEventListener('error', resolve);
    document.body.append(element);
    setTimeout(resolve, 300);
  }).then(() => null)`;
}
