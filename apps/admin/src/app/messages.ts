import type { Messages } from '@crm/ui/i18n/messages';
import { uiMessages } from '@crm/ui/i18n/ui.messages';
import { appMessages } from '#admin/i18n/app.messages.ts';
import { errorsMessages } from '#admin/lib/errors.messages.ts';
import { activitiesMessages } from '#admin/features/activities/activities.messages.ts';
import { accountsMessages } from '#admin/features/accounts/accounts.messages.ts';
import { contactsMessages } from '#admin/features/contacts/contacts.messages.ts';
import { leadsMessages } from '#admin/features/leads/leads.messages.ts';
import { opportunitiesMessages } from '#admin/features/opportunities/opportunities.messages.ts';
import { boardMessages } from '#admin/features/board/board.messages.ts';
import { conversionMessages } from '#admin/features/conversion/conversion.messages.ts';
import { homeMessages } from '#admin/features/home/home.messages.ts';
import { operationsMessages } from '#admin/features/operations/operations.messages.ts';
import { processesMessages } from '#admin/features/processes/processes.messages.ts';
import { pricesMessages } from '#admin/features/settings/prices.messages.ts';
import { setupMessages } from '#admin/features/settings/setup.messages.ts';
import { rulesMessages } from '#admin/features/settings/rules/rules.messages.ts';
import { apiKeysMessages } from '#admin/features/settings/api-keys/api-keys.messages.ts';
import { webhooksMessages } from '#admin/features/settings/webhooks/webhooks.messages.ts';
import { settingsMessages } from '#admin/features/settings/settings.messages.ts';
import { linesMessages } from '#admin/resource/lines/lines.messages.ts';
import { billsMessages } from '#admin/resource/billing/bills.messages.ts';
import { ticketsMessages } from '#admin/features/tickets/tickets.messages.ts';
import { deskMessages } from '#admin/features/records/ticket/desk.messages.ts';
import { knowledgeMessages } from '#admin/features/knowledge/knowledge.messages.ts';
import { campaignsMessages } from '#admin/features/campaigns/campaigns.messages.ts';
import { campaignMessages } from '#admin/features/records/campaign/campaign.messages.ts';
import { productsMessages } from '#admin/features/products/products.messages.ts';
import { reportsMessages } from '#admin/features/reports/reports.messages.ts';
import { quotesMessages } from '#admin/features/quotes/quotes.messages.ts';
import { notificationsMessages } from '#admin/features/notifications/notifications.messages.ts';
import { notifyMessages } from '#admin/features/settings/notifications/notify.messages.ts';
import { trashMessages } from '#admin/features/trash/trash.messages.ts';
import { recordsMessages } from '#admin/features/records/records.messages.ts';
import { processMessages } from '#admin/resource/process/process.messages.ts';
import { resourceMessages } from '#admin/resource/resource.messages.ts';
import { vocabularyMessages } from '#admin/resource/vocabulary.messages.ts';

/** Every namespace of texts. A feature adds its own here; each is fetched with the page that uses it. */
export const messages: readonly Messages[] = [
  uiMessages,
  appMessages,
  errorsMessages,
  vocabularyMessages,
  resourceMessages,
  processMessages,
  recordsMessages,
  conversionMessages,
  boardMessages,
  homeMessages,
  operationsMessages,
  processesMessages,
  accountsMessages,
  contactsMessages,
  leadsMessages,
  opportunitiesMessages,
  activitiesMessages,
  billsMessages,
  linesMessages,
  productsMessages,
  reportsMessages,
  ticketsMessages,
  deskMessages,
  knowledgeMessages,
  campaignsMessages,
  campaignMessages,
  quotesMessages,
  trashMessages,
  notificationsMessages,
  notifyMessages,
  settingsMessages,
  setupMessages,
  rulesMessages,
  apiKeysMessages,
  webhooksMessages,
  pricesMessages,
];
