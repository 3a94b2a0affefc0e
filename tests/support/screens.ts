import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import { waitFor } from '@crm/local/wait';
import { rowsOf, signIn, type Caller, type Run } from './system.ts';

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

const quietMs = 150;
const settledMs = 10_000;
const waitingMs = 20_000;
/** Answers once there is a heading, no skeleton stands in for rows, and nothing has changed for a moment. */
const whenQuiet = `new Promise((resolve) => {
  let changed = performance.now();
  const observer = new MutationObserver(() => { changed = performance.now(); });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const look = setInterval(() => {
    const busy = document.querySelector('[aria-busy="true"], [data-skeleton]') ?? !document.querySelector('h1');
    if (busy) changed = performance.now();
    if (performance.now() - changed < ${quietMs}) return;
    clearInterval(look);
    observer.disconnect();
    resolve(document.fonts.ready.then(() => null));
  }, 25);
})`;

/** Waits until a page shows what it has. @throws Error when it does not come to rest in 10 seconds */
export async function settle(page: Page): Promise<void> {
  const late = setTimeout(settledMs, 'late', { ref: false });
  if ((await Promise.race([page.evaluate(whenQuiet), late])) === 'late')
    throw new Error(`${page.url()} never settles.`);
}

/** Goes to a screen as a link inside the product does, without loading everything anew, and waits until it is there. */
export async function openScreen(page: Page, { path, prepare }: Screen): Promise<void> {
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  await settle(page);
  await prepare?.(page);
}

/** The screens of the main case, with the records of the demo company that show them best. */
export async function mainScreens(run: Run): Promise<readonly Screen[]> {
  const admin = await signIn(run, 'admin');
  const deal = await firstId(admin, '/crm/v1/opportunities/search?q=cold-chain+sensors');
  const waiting = await waitingConversion(admin);
  return [
    { name: 'home', path: '/' },
    { name: 'accounts', path: '/accounts' },
    { name: 'leads', path: '/leads' },
    { name: 'board', path: '/opportunities?view=board' },
    { name: 'opportunity', path: `/opportunities/${deal}` },
    { name: 'lead-waiting', path: `/leads/${waiting.leadId}` },
    { name: 'process', path: `/processes/${waiting.id}` },
    { name: 'needs-you', path: '/needs-you' },
    { name: 'trash', path: '/trash' },
  ];
}

async function firstId(ask: Caller, path: string): Promise<string> {
  const [row] = rowsOf(await ask('GET', path));
  if (!row) throw new Error(`${path} is empty in the demo company.`);
  return String(row['id']);
}

/** The demo company's conversion that asks a person; it gets there a moment after the start. */
async function waitingConversion(ask: Caller): Promise<{ readonly id: string; readonly leadId: string }> {
  const path = '/crm/v1/processes?kind=lead-conversion&state=waiting_human';
  const row = await waitFor(async () => rowsOf(await ask('GET', path))[0], { timeoutMs: waitingMs });
  if (!row) throw new Error('No conversion of the demo company waits for a person.');
  return { id: String(row['id']), leadId: String(row['subject_id']) };
}

/** Every other screen. One line each: the list grows with the product. */
export async function moreScreens(run: Run): Promise<readonly Screen[]> {
  const admin = await signIn(run, 'admin');
  const first = (path: string) => firstId(admin, path);
  return [
    { name: 'contacts', path: '/contacts' },
    { name: 'contact', path: `/contacts/${await first('/crm/v1/contacts')}` },
    { name: 'account', path: `/accounts/${await first('/crm/v1/accounts')}` },
    { name: 'activities', path: '/activities' },
    { name: 'processes', path: '/processes' },
    { name: 'operations', path: '/operations' },
    { name: 'operation', path: `/operations/${await first('/crm/v1/operations?kind=edit')}` },
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
    { name: 'notifications', path: '/notifications' },
    { name: 'settings', path: '/settings' },
    { name: 'settings-notifications', path: '/settings/notifications' },
    { name: 'settings-territories', path: '/settings/territories' },
    { name: 'settings-approvals', path: '/settings/approvals' },
    { name: 'settings-scoring', path: '/settings/scoring' },
    { name: 'settings-calendars', path: '/settings/calendars' },
    { name: 'settings-promises', path: '/settings/slaPolicies' },
    { name: 'settings-categories', path: '/settings/ticketCategories' },
    { name: 'settings-features', path: '/settings/features' },
    { name: 'settings-api-keys', path: '/settings/apiKeys' },
    { name: 'settings-webhooks', path: '/settings/webhooks' },
    { name: 'settings-rights', path: '/settings/rights' },
    { name: 'settings-custom-fields', path: '/settings/customFields' },
    { name: 'settings-pricebooks', path: '/settings/pricebooks' },
    { name: 'settings-currencies', path: '/settings/currencies' },
    { name: 'settings-pricebook', path: `/settings/pricebooks?book=${await first('/crm/v1/pricebook')}` },
    { name: 'settings-tags', path: '/settings/tags' },
    { name: 'settings-rules', path: '/settings/rules' },
    { name: 'settings-audit', path: '/settings/audit' },
  ];
}
