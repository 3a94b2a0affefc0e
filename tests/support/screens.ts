import type { Browser, Page } from '@playwright/test';
import { rowsOf, signIn, type Run } from './system.ts';

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly locale: 'en' | 'ru' | 'ar';
  readonly width: 1440 | 390;
}

/** One screen of the admin: the name that its shot is kept under, and where it is found. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  /** Brings the page into the state that is meant, if opening it is not enough. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const heights = { 1440: 900, 390: 844 } as const;

/** A page in the given language, theme and width; nobody is signed in. */
export async function newPage(browser: Browser, { theme, locale, width }: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: heights[width] },
    colorScheme: theme,
    reducedMotion: 'reduce',
    hasTouch: width === 390,
    timezoneId: 'Europe/Berlin',
  });
  await context.addInitScript(
    ([scheme, language]) => {
      localStorage.setItem('gx-color-scheme', scheme);
      localStorage.setItem('gx-locale', language);
    },
    [theme, locale] as const,
  );
  return context.newPage();
}

/** Signs in on the page as a person would. */
export async function signInOnPage(page: Page, { url, logins }: Run, role: string): Promise<void> {
  const login = logins.find((candidate) => candidate.role === role);
  if (!login) throw new Error(`No login was printed for ${role}.`);
  await page.goto(`${url}/login`);
  await page.locator('input[type=email], input[autocomplete=username]').first().fill(login.email);
  await page.locator('input[type=password]').fill(login.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.pathname !== '/login');
}

/** Waits until a page shows what it has: its code is there, nothing is being loaded, no skeleton stands in for rows. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  const busy = page.locator('[aria-busy="true"], [data-skeleton]');
  for (let looks = 0; looks < 100 && (await busy.count()) > 0; looks += 1) await page.waitForTimeout(50);
  await page.evaluate('document.fonts.ready.then(() => null)');
  await page.waitForTimeout(250);
}

/** The screens of the main case, with the records of the demo company that show them best. */
export async function mainScreens(run: Run): Promise<readonly Screen[]> {
  const admin = await signIn(run, 'admin');
  const first = async (path: string) => String(rowsOf(await admin('GET', path))[0]?.['id']);
  const [waiting] = rowsOf(await admin('GET', '/crm/v1/processes?kind=lead-conversion&state=waiting_human'));
  const deal = await first('/crm/v1/opportunities/search?q=cold-chain+sensors');
  return [
    { name: 'home', path: '/' },
    { name: 'accounts', path: '/accounts' },
    { name: 'leads', path: '/leads' },
    { name: 'board', path: '/opportunities?view=board' },
    { name: 'opportunity', path: `/opportunities/${deal}` },
    { name: 'lead-waiting', path: `/leads/${String(waiting?.['subject_id'])}` },
    { name: 'process', path: `/processes/${String(waiting?.['id'])}` },
    { name: 'needs-you', path: '/needs-you' },
    { name: 'trash', path: '/trash' },
  ];
}

/** Every other screen. One line each: the list grows with the product. */
export async function moreScreens(run: Run): Promise<readonly Screen[]> {
  const admin = await signIn(run, 'admin');
  const first = async (path: string) => String(rowsOf(await admin('GET', path))[0]?.['id']);
  return [
    { name: 'contacts', path: '/contacts' },
    { name: 'contact', path: `/contacts/${await first('/crm/v1/contacts')}` },
    { name: 'account', path: `/accounts/${await first('/crm/v1/accounts')}` },
    { name: 'activities', path: '/activities' },
    { name: 'processes', path: '/processes' },
    { name: 'invoices', path: '/invoices' },
    { name: 'invoice', path: `/invoices/${await first('/crm/v1/invoices?status=partially_paid')}` },
    { name: 'subscriptions', path: '/subscriptions' },
    { name: 'subscription', path: `/subscriptions/${await first('/crm/v1/subscriptions?status=active')}` },
    { name: 'tickets', path: '/tickets' },
    { name: 'ticket', path: `/tickets/${await first('/crm/v1/tickets?status=open')}` },
    { name: 'articles', path: '/knowledge' },
    { name: 'article', path: `/knowledge/${await first('/crm/v1/kb_articles')}` },
    { name: 'quotes', path: '/quotes' },
    { name: 'quote', path: `/quotes/${await first('/crm/v1/quotes?status=draft')}` },
    { name: 'campaigns', path: '/campaigns' },
    { name: 'campaign', path: `/campaigns/${await first('/crm/v1/campaigns')}` },
    { name: 'products', path: '/products' },
    { name: 'product', path: `/products/${await first('/crm/v1/products')}` },
    { name: 'reports', path: '/reports' },
    { name: 'settings', path: '/settings' },
    { name: 'settings-calendars', path: '/settings/calendars' },
    { name: 'settings-promises', path: '/settings/slaPolicies' },
    { name: 'settings-categories', path: '/settings/ticketCategories' },
    { name: 'settings-features', path: '/settings/features' },
    { name: 'settings-api-keys', path: '/settings/apiKeys' },
    { name: 'settings-rights', path: '/settings/rights' },
    { name: 'settings-custom-fields', path: '/settings/customFields' },
    { name: 'settings-tags', path: '/settings/tags' },
    { name: 'settings-audit', path: '/settings/audit' },
  ];
}
