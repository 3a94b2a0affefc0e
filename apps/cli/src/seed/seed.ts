import { Readable } from 'node:stream';
import type { ServiceContext } from '@crm/core/context';
import { CustomFieldCatalogue } from '@crm/core/custom-field/catalogue';
import type { FileStore } from '@crm/core/ports/file-store';
import { takeImage, type ImagedResource } from '@crm/core/lead/record-images';
import { noDocuments } from '@crm/core/ports/document-renderer';
import { uncheckedEmail } from '@crm/core/ports/email-check';
import { bulkInsert } from '@crm/db/bulk-insert';
import { jsonb } from '@crm/db/database';
import { createOrm, database, inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { undoDays } from '@crm/domain/lead/lead-conversion';
import { makeActivities } from './activities.ts';
import { play, type Step } from './agenda.ts';
import { planBills } from './bills.ts';
import { makeCurrencies } from './currencies.ts';
import { makeCampaigns } from './campaigns.ts';
import { makeComments } from './comments.ts';
import { makeRules } from './rules.ts';
import { makeTags } from './tags.ts';
import { addCustomFields } from './custom-fields.ts';
import { makeCustomers } from './customers.ts';
import { makeDeals } from './deals.ts';
import { Demo, type Rows } from './demo.ts';
import { makeDirectory } from './directory.ts';
import { attachFiles } from './files.ts';
import { makeLeads } from './leads.ts';
import { makeNotifications, tellInAppOnly } from './notifications.ts';
import { planOperations } from './operations.ts';
import { planQuotes } from './quotes.ts';
import { markDebtors, planSubscriptions } from './subscriptions.ts';
import { makeProducts } from './products.ts';
import { passwords, people, type StaffKey } from './staff.ts';
import { makeArticles } from './service/articles.ts';
import { makeDesk } from './service/desk.ts';
import { makeTickets } from './service/tickets.ts';
import { watchTickets } from './service/watch-tickets.ts';
import { fillTrash } from './trash.ts';
import { makeWaiting, startWaiting, type Waiting } from './waiting.ts';

export interface DemoLogin {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

export interface SeedOptions {
  readonly onProgress?: (line: string) => void;
}

const session = { actorKind: 'system', actorId: null, requestId: 'seed', processId: null } as const;

/**
 * Makes the demo company Halden Instruments in a migrated database, all of it or nothing. Where it is already, nothing
 * is touched. Everything is made up, the same at each run, and dated relative to now.
 * @param store gets the bytes of the attachments
 * @returns one login per role
 */
export async function seedDemoCompany(
  databaseUrl: string,
  store: FileStore,
  { onProgress = () => undefined }: SeedOptions = {},
): Promise<{ logins: DemoLogin[] }> {
  const orm = await createOrm(databaseUrl, { poolMax: 2, applicationName: 'crm-seed' });
  try {
    if (await isSeeded(orm.em.fork())) {
      onProgress('the demo company is there already');
    } else {
      const made = await makeUp(new Date());
      await inTransaction(orm.em, session, async (em) => {
        await insertAll(em, made, onProgress);
        for (const { key, bytes } of made.demo.files) await store.put(key, Readable.from([bytes]));
      });
      await orm.em.fork().execute('analyze');
    }
    return { logins: listLogins() };
  } finally {
    await orm.close();
  }
}

async function isSeeded(em: EntityManager): Promise<boolean> {
  const found = database(em).selectFrom('crm_users').select('id').where('email', '=', people.okafor.email);
  return (await found.executeTakeFirst()) !== undefined;
}

interface MadeUp {
  readonly demo: Demo;
  readonly waiting: Waiting;
  /** What the services do, because it is numbered, reckoned and told by their rules. */
  readonly agenda: readonly Step[];
}

async function makeUp(now: Date): Promise<MadeUp> {
  const demo = new Demo(now);
  const directory = await makeDirectory(demo);
  const customers = makeCustomers(demo);
  const deals = makeDeals(demo, directory, customers);
  const leads = makeLeads(demo, directory.formId, customers, deals);
  makeActivities(demo, { customers, deals, leads });
  addCustomFields(demo, { customers, deals });
  fillTrash(demo, { customers, deals, leads });
  await attachFiles(demo, { customers, deals });
  const waiting = makeWaiting(demo, directory.formId, customers, deals);
  const desk = makeDesk(demo);
  const articles = makeArticles(demo, desk);
  makeTickets(demo, desk, articles, customers);
  makeCurrencies(demo);
  makeCampaigns(demo, { customers, leads });
  makeTags(demo, { customers, deals });
  makeRules(demo);
  makeComments(demo);
  makeNotifications(demo);
  makeProducts(demo);
  const agenda = [
    ...planBills(demo, deals),
    ...planSubscriptions(demo, deals),
    ...planQuotes(demo, deals),
    ...planOperations(demo),
  ];
  return { demo, waiting, agenda };
}

async function insertAll(
  em: EntityManager,
  { demo, waiting, agenda }: MadeUp,
  onProgress: (line: string) => void,
): Promise<void> {
  const db = database(em);
  // Users and teams, leads and deals refer to each other.
  await em.execute('set constraints all deferred');
  for (const table of tables) {
    const count = await bulkInsert(db, table, demo.rows[table]);
    onProgress(`${count} ${table.slice('crm_'.length)}`);
  }
  // The next ticket goes on from here.
  await em.execute(`select setval('crm_core.crm_tickets_number_seq', ${demo.rows.crm_tickets.length})`);
  const ctx: ServiceContext = { actor: systemActor, em, requestId: session.requestId, now: demo.calendar.now, ports };
  await startWaiting(ctx, waiting);
  await watchTickets(ctx, demo.rows.crm_tickets);
  await keepImages(ctx, demo);
  await play(ctx, demo, agenda);
  await play(ctx, demo, [markDebtors(demo)]);
  await tellInAppOnly(em);
}

/** A conversion that can still be undone needs to know what its records looked like. */
async function keepImages(ctx: ServiceContext, { rows, calendar }: Demo): Promise<void> {
  for (const { id, accountId, contactId, opportunityId, followUpId, convertedAt } of rows.crm_conversions) {
    if (!convertedAt || calendar.daysSince(convertedAt) > undoDays) continue;
    const image = (resource: ImagedResource, of: string | null | undefined) => takeImage(ctx, resource, of ?? '');
    const after = {
      account: await image('account', accountId),
      contact: await image('contact', contactId),
      opportunity: await image('opportunity', opportunityId),
      activity: await image('activity', followUpId),
    };
    await database(ctx.em)
      .updateTable('crm_conversions')
      .set({ before: jsonb({ account: null, contact: null, activities: [] }), after: jsonb(after) })
      .where('id', '=', id)
      .execute();
  }
}

const tables = [
  'crm_teams',
  'crm_users',
  'crm_territories',
  'crm_pipelines',
  'crm_stages',
  'crm_forms',
  // Before the records: their values are found by these.
  'crm_custom_fields',
  'crm_accounts',
  'crm_contacts',
  'crm_campaigns',
  'crm_leads',
  'crm_opportunities',
  'crm_activities',
  'crm_attachments',
  'crm_processes',
  'crm_conversions',
  'crm_calendars',
  'crm_holidays',
  'crm_ticket_categories',
  'crm_sla_policies',
  'crm_kb_articles',
  'crm_kb_article_versions',
  'crm_tickets',
  'crm_ticket_messages',
  'crm_currencies',
  'crm_exchange_rates',
  'crm_campaign_members',
  'crm_tags',
  'crm_taggings',
  'crm_workflows',
  'crm_workflow_versions',
  'crm_comments',
  'crm_mentions',
  'crm_notifications',
  'crm_products',
  'crm_pricebook',
  'crm_pricebook_entries',
  'crm_timeline',
] as const satisfies (keyof Rows)[];

/** Nothing is looked up and nobody is asked while the company is made up. */
const ports: ServiceContext['ports'] = {
  emailCheck: uncheckedEmail,
  documents: noDocuments,
  offerLinks: null,
  ruleHooks: null,
  webhookKeys: null,
  allowedHosts: [],
  processes: { decide: () => Promise.reject(new Error('The seed asks no process.')) },
  temporalUiUrl: null,
  trace: () => null,
  workerVersions: () => Promise.resolve([]),
  pushKey: null,
  customFields: new CustomFieldCatalogue(),
};

function listLogins(): DemoLogin[] {
  return Object.entries(passwords).map(([key, password]) => {
    const { role, email } = people[key as StaffKey];
    return { role, email, password };
  });
}
