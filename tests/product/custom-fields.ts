import type { Page } from '@playwright/test';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Product } from '../product.test.ts';
import { newPage, settle, signInOnPage } from '../support/screens.ts';
import { rowsOf, signIn, type Caller } from '../support/system.ts';

/** What an administrator gives to a kind of record is there at once: in forms, on pages, as columns and conditions. */
export function showsCustomFields(product: () => Product): void {
  describe('custom fields', () => {
    let admin: Caller;
    let page: Page;
    let url: string;

    beforeAll(async () => {
      const { browser, system } = product();
      ({ url } = system.run);
      admin = await signIn(system.run, 'admin');
      const options = ['chilled', 'frozen'].map((key) => ({ key, label: { en: key.toUpperCase() } }));
      const field = {
        entity: 'contact',
        key: 'goods',
        label: { en: 'Goods' },
        type: 'choice',
        required: true,
        options,
      };
      expect((await admin('POST', '/crm/v1/custom_fields', field)).status).toBe(201);
      page = await newPage(browser, { locale: 'en', theme: 'light', width: 1440 });
      await signInOnPage(page, system.run, 'admin');
    }, 30_000);

    const find = async () => rowsOf(await admin('GET', '/crm/v1/contacts/search?q=kj%C3%B8ling'))[0];

    it('are asked for in the form by their own rules', async () => {
      await page.goto(`${url}/contacts`);
      await settle(page);
      await page.keyboard.press('c');
      const form = page.getByRole('dialog');
      await form.getByLabel('Last name').fill('Kjøling');
      await form.getByRole('button', { name: 'Create contact' }).click();
      await expect.poll(() => form.getByLabel('Goods').getAttribute('aria-invalid')).toBe('true');
      await form.getByLabel('Goods').selectOption('frozen');
      await form.getByRole('button', { name: 'Create contact' }).click();
      await form.waitFor({ state: 'detached' });
      expect((await find())?.['custom']).toMatchObject({ goods: 'frozen' });
    }, 30_000);

    it('narrow a list, and are a column of it', async () => {
      await page.goto(`${url}/contacts?cols=name,custom.goods&custom.goods=frozen&sort=custom.goods`);
      await settle(page);
      const rows = page.getByRole('row').filter({ hasText: 'Kjøling' });
      await expect.poll(() => rows.count()).toBe(1);
      expect(await page.getByRole('row').count(), 'the heading and the one that has it').toBe(2);
      expect(await rows.textContent()).toContain('FROZEN');
    }, 30_000);

    it('are changed in their place on the page', async () => {
      await page.goto(`${url}/contacts/${String((await find())?.['id'])}?tab=details`);
      await page.getByRole('button', { name: 'Change: Goods' }).click();
      await page.getByRole('combobox', { name: 'Goods' }).selectOption('chilled');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect.poll(async () => (await find())?.['custom']).toMatchObject({ goods: 'chilled' });
      await page.context().close();
    }, 30_000);
  });
}
