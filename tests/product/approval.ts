import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Product } from '../product.test.ts';
import { newPage, settle, signInOnPage } from '../support/screens.ts';
import { expectAccessible } from './looking.ts';
import { rowsOf, signIn } from '../support/system.ts';

/**
 * A quote that gives away too much: the author may not decide on it, a manager does so on the way, on a phone. Then it is
 * sent, and its customer accepts it on the page that the mail leads to.
 */
export function isApprovedOnAPhone(product: () => Product): void {
  describe('the approval of a quote', () => {
    it('waits in the inbox, shows what is decided on, and is done with one press', async () => {
      const { browser, system } = product();
      const { run } = system;
      const sales = await signIn(run, 'sales_rep');
      const [account] = rowsOf(await sales('GET', '/crm/v1/accounts?limit=1'));
      const [logger] = rowsOf(await sales('GET', '/crm/v1/products/search?q=HX-4'));
      const lines = [{ product_id: logger?.['id'], quantity: '3', discount_percent: '30' }];
      const quote = await sales('POST', '/crm/v1/quotes', { account_id: account?.['id'], currency: 'EUR', lines });
      const path = `/crm/v1/quotes/${String(quote.body['id'])}`;
      expect((await sales('POST', `${path}/submit`)).body).toMatchObject({ status: 'pending_approval' });
      expect((await sales('POST', `${path}/approve`, {})).status).toBe(403);

      const page = await newPage(browser, { locale: 'en', theme: 'light', width: 390 });
      await signInOnPage(page, run, 'manager');
      await page.goto(`${run.url}/needs-you`);
      const card = page.getByRole('link', { name: String(quote.body['number']) });
      await card.waitFor();
      await page.goto(`${run.url}/processes`);
      await settle(page);
      await page.getByText(String(quote.body['number'])).first().click();
      const decision = page.getByRole('group', { name: 'Do you approve this quote?' });
      await decision.waitFor();
      expect(await decision.innerText()).toMatch(/30\s%/u);
      expect(await decision.getByRole('button', { name: 'Reject' }).getAttribute('aria-disabled')).toBe('true');
      await decision.getByRole('button', { name: 'Approve' }).click();
      await expect.poll(async () => (await sales('GET', path)).body['status']).toBe('approved');
      await decision.waitFor({ state: 'detached' });
      await page.context().close();

      const desk = await newPage(browser, { locale: 'en', theme: 'light', width: 1440 });
      await signInOnPage(desk, run, 'sales_rep');
      await desk.goto(`${run.url}/quotes/${String(quote.body['id'])}`);
      await desk.getByRole('button', { name: 'Send', exact: true }).click();
      const dialog = desk.getByRole('dialog');
      await dialog.getByLabel('To', { exact: true }).fill('ida@nordlys.example');
      await dialog.getByLabel('A few words of your own').fill('As agreed.');
      await dialog.getByRole('button', { name: 'Send' }).click();
      const link = await offerIn(system.dataDir, 'ida@nordlys.example');

      // The customer is nobody here, and has another browser.
      const customer = await newPage(browser, { locale: 'en', theme: 'dark', width: 390 });
      await customer.goto(new URL(new URL(link).pathname, run.url).href);
      await expectAccessible(customer, 'offer');
      await desk.getByText('opened', { exact: true }).waitFor();
      await customer.getByLabel('Your name').fill('Ida Berg');
      await customer.getByRole('button', { name: 'Accept the quote' }).click();
      await customer.getByText('You have accepted this quote').waitFor();
      await desk.getByText('accepted', { exact: true }).waitFor();
      const invoices = rowsOf(await sales('GET', `/crm/v1/invoices?quote_id=${String(quote.body['id'])}`));
      expect(invoices).toMatchObject([{ status: 'issued' }]);
      await Promise.all([desk, customer].map((open) => open.context().close()));
    }, 60_000);
  });
}

/** The link in the mail that somebody got, once it is there. */
async function offerIn(dataDir: string, address: string): Promise<string> {
  const links = () =>
    readdirSync(join(dataDir, 'mail'))
      .filter((file) => file.endsWith('.eml'))
      // Without the breaks that long lines are sent with.
      .map((file) => readFileSync(join(dataDir, 'mail', file), 'utf8').replaceAll(/=\r?\n/gu, ''))
      .filter((mail) => mail.includes(`To: ${address}`))
      .flatMap((mail) => mail.match(/http\S+\/offer\/[\w.-]+/u) ?? []);
  await expect.poll(links, { timeout: 10_000 }).not.toEqual([]);
  return links()[0] ?? '';
}
