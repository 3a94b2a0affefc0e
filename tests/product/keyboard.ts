import type { Page } from '@playwright/test';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Product } from '../product.test.ts';
import { newPage, settle } from '../support/screens.ts';
import { rowsOf, signIn, type Caller } from '../support/system.ts';

/** The main case without a mouse: everything is reached by keys, and the focus is never lost. */
export function isUsedByKeyboard(product: () => Product): void {
  describe('by keyboard alone', () => {
    let admin: Caller;

    beforeAll(async () => {
      admin = await signIn(product().system.run, 'admin');
    });

    it('a person signs in, adds a lead, qualifies it, converts it, and chooses among what was found', async () => {
      await admin('POST', '/crm/v1/accounts', { name: 'Kestrel Tastatur' });
      await admin('POST', '/crm/v1/accounts', { name: 'Kestrel Tastatur AB', confirm_duplicate: true });
      const {
        browser,
        system: { run },
      } = product();
      const page = await newPage(browser, { locale: 'en', theme: 'light', width: 1440 });
      const login = run.logins.find(({ role }) => role === 'admin');

      await page.goto(`${run.url}/login`);
      await settle(page);
      await tabTo(page, 'E-mail');
      await page.keyboard.type(login?.email ?? '');
      await page.keyboard.press('Tab');
      await page.keyboard.type(login?.password ?? '');
      await page.keyboard.press('Enter');
      await page.waitForURL((address) => address.pathname === '/');
      await settle(page);

      await goByPalette(page, 'Leads', 'Leads', '/leads');
      await page.keyboard.press('c');
      await expect.poll(() => focused(page)).toContain('First name');
      for (const text of ['Kim', 'Tastatur', 'Kestrel Tastatur', '', 'kim@kestrel-tastatur.example']) {
        await page.keyboard.type(text);
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
      const find = async () => rowsOf(await admin('GET', '/crm/v1/leads/search?q=kestrel-tastatur.example'));
      await expect.poll(async () => (await find()).length).toBe(1);
      const [lead] = await find();
      const id = String(lead?.['id']);
      expect(lead).toMatchObject({ first_name: 'Kim', last_name: 'Tastatur', company: 'Kestrel Tastatur' });

      await goByPalette(page, 'tastatur', 'Kim Tastatur', `/leads/${id}`);
      await tabTo(page, 'Qualify');
      await page.keyboard.press('Enter');
      await expect.poll(() => status(id)).toBe('qualified');
      expect(await focused(page), 'the focus is somewhere').not.toMatch(/^BODY/u);
      await tabTo(page, 'Convert');
      await page.keyboard.press('Enter');
      // Until it is known what was found, there is nothing to choose among and the button is unavailable.
      await page.getByRole('radio', { name: 'Kestrel Tastatur' }).first().waitFor();
      await tabTo(page, 'Convert the lead');
      await page.keyboard.press('Enter');
      await expect.poll(() => status(id), { timeout: 10_000 }).toBe('converted');
      await page.context().close();
    }, 90_000);

    const status = async (id: string) => (await admin('GET', `/crm/v1/leads/${id}`)).body['status'];
  });
}

/** What has the focus: its tag, and the name that a screen reader says. */
function focused(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const element = document.activeElement;
    const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '';
    return element.tagName + ' ' + name.trim().slice(0, 80);
  })()`);
}

/** Presses Tab until something of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  await expect
    .poll(
      async () => {
        for (let steps = 0; steps < 60; steps += 1) {
          await page.keyboard.press('Tab');
          if ((await focused(page)).includes(name)) return true;
        }
        return false;
      },
      { timeout: 20_000, message: `${name} is reached by Tab` },
    )
    .toBe(true);
}

/** Opens the palette, types, and goes down to the option that is meant. */
async function goByPalette(page: Page, text: string, option: string, path: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect.poll(() => focused(page)).toContain('Search or run');
  await page.keyboard.type(text);
  const wanted = page.getByRole('option', { name: option }).first();
  await wanted.waitFor();
  const isChosen = async () => (await wanted.getAttribute('aria-selected')) === 'true';
  for (let steps = 0; steps < 30 && !(await isChosen()); steps += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.pathname === path);
  await settle(page);
}
