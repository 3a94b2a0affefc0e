import type { RouteObject } from 'react-router';
import { pageRoute } from './page-route.ts';
import { paths } from './paths.ts';

/** What every list reads beside its own texts. */
const listMessages = ['resource', 'vocabulary', 'errors', 'process'] as const;

/** What every page of a record reads beside its own texts. */
const recordMessages = [...listMessages, 'records'] as const;

/** The pages inside the shell. A feature replaces its line by its own loader. */
export const pageRoutes: readonly RouteObject[] = [
  pageRoute({
    path: paths.home,
    messages: [...listMessages, 'home'],
    load: () => import('#admin/features/home/home-page.tsx').then((module) => module.HomePage),
  }),
  pageRoute({
    path: paths.needsYou,
    messages: [...listMessages, 'processes'],
    load: () => import('#admin/features/processes/needs-you-page.tsx').then((module) => module.NeedsYouPage),
  }),
  pageRoute({
    path: paths.accounts,
    messages: [...listMessages, 'accounts'],
    load: () => import('#admin/features/accounts/accounts-page.tsx').then((module) => module.AccountsPage),
  }),
  pageRoute({
    path: paths.account(':id'),
    messages: [...recordMessages],
    load: () => import('#admin/features/records/account/account-page.tsx').then((module) => module.AccountPage),
  }),
  pageRoute({
    path: paths.contacts,
    messages: [...listMessages, 'contacts'],
    load: () => import('#admin/features/contacts/contacts-page.tsx').then((module) => module.ContactsPage),
  }),
  pageRoute({
    path: paths.contact(':id'),
    messages: [...recordMessages],
    load: () => import('#admin/features/records/contact/contact-page.tsx').then((module) => module.ContactPage),
  }),
  pageRoute({
    path: paths.leads,
    messages: [...listMessages, 'leads'],
    load: () => import('#admin/features/leads/leads-page.tsx').then((module) => module.LeadsPage),
  }),
  pageRoute({
    path: paths.lead(':id'),
    messages: [...recordMessages, 'conversion'],
    load: () => import('./pages/lead-page.tsx').then((module) => module.LeadPage),
  }),
  pageRoute({
    path: paths.opportunities,
    messages: [...listMessages, 'opportunities', 'board'],
    load: () => import('./pages/opportunities-page.tsx').then((module) => module.OpportunitiesPage),
  }),
  pageRoute({
    path: paths.opportunity(':id'),
    messages: [...recordMessages, 'board', 'quotes'],
    load: () => import('./pages/opportunity-page.tsx').then((module) => module.OpportunityPage),
  }),
  pageRoute({
    path: paths.quotes,
    messages: [...listMessages, 'quotes'],
    load: () => import('#admin/features/quotes/quotes-page.tsx').then((module) => module.QuotesPage),
  }),
  pageRoute({
    path: paths.quote(':id'),
    messages: [...recordMessages, 'quotes'],
    load: () => import('#admin/features/records/quote/quote-page.tsx').then((module) => module.QuotePage),
  }),
  pageRoute({
    path: paths.campaigns,
    messages: [...listMessages, 'campaigns'],
    load: () => import('#admin/features/campaigns/campaigns-page.tsx').then((module) => module.CampaignsPage),
  }),
  pageRoute({
    path: paths.campaign(':id'),
    messages: [...recordMessages, 'campaign'],
    load: () => import('#admin/features/records/campaign/campaign-page.tsx').then((module) => module.CampaignPage),
  }),
  pageRoute({
    path: paths.invoices,
    messages: [...listMessages, 'bills'],
    load: () => import('#admin/features/invoices/invoices-page.tsx').then((module) => module.InvoicesPage),
  }),
  pageRoute({
    path: paths.invoice(':id'),
    messages: [...recordMessages, 'bills'],
    load: () => import('#admin/features/records/invoice/invoice-page.tsx').then((module) => module.InvoicePage),
  }),
  pageRoute({
    path: paths.subscriptions,
    messages: [...listMessages, 'bills'],
    load: () =>
      import('#admin/features/subscriptions/subscriptions-page.tsx').then((module) => module.SubscriptionsPage),
  }),
  pageRoute({
    path: paths.subscription(':id'),
    messages: [...recordMessages, 'bills'],
    load: () =>
      import('#admin/features/records/subscription/subscription-page.tsx').then((module) => module.SubscriptionPage),
  }),
  pageRoute({
    path: paths.tickets,
    messages: [...listMessages, 'tickets'],
    load: () => import('#admin/features/tickets/tickets-page.tsx').then((module) => module.TicketsPage),
  }),
  pageRoute({
    path: paths.ticket(':id'),
    messages: [...recordMessages, 'desk'],
    load: () => import('#admin/features/records/ticket/ticket-page.tsx').then((module) => module.TicketPage),
  }),
  pageRoute({
    path: paths.articles,
    messages: [...listMessages, 'knowledge'],
    load: () => import('#admin/features/knowledge/articles-page.tsx').then((module) => module.ArticlesPage),
  }),
  pageRoute({
    path: paths.article(':id'),
    messages: [...listMessages, 'knowledge'],
    load: () => import('#admin/features/knowledge/article-page.tsx').then((module) => module.ArticlePage),
  }),
  pageRoute({
    path: paths.products,
    messages: [...listMessages, 'products'],
    load: () => import('#admin/features/products/products-page.tsx').then((module) => module.ProductsPage),
  }),
  pageRoute({
    path: paths.product(':id'),
    messages: [...listMessages, 'products'],
    load: () => import('#admin/features/records/product/product-page.tsx').then((module) => module.ProductPage),
  }),
  pageRoute({
    path: paths.reports,
    messages: [...listMessages, 'reports'],
    load: () => import('#admin/features/reports/reports-page.tsx').then((module) => module.ReportsPage),
  }),
  pageRoute({
    path: paths.activities,
    messages: [...listMessages, 'activities'],
    load: () => import('#admin/features/activities/activities-page.tsx').then((module) => module.ActivitiesPage),
  }),
  pageRoute({
    path: paths.activity(':id'),
    load: () => import('./pages/activity-link.tsx').then((module) => module.ActivityLink),
  }),
  pageRoute({
    path: paths.operations,
    messages: [...listMessages, 'operations'],
    load: () => import('#admin/features/operations/operations-page.tsx').then((module) => module.OperationsPage),
  }),
  pageRoute({
    path: paths.operation(':id'),
    messages: [...listMessages, 'operations'],
    load: () => import('#admin/features/operations/operation-page.tsx').then((module) => module.OperationPage),
  }),
  pageRoute({
    path: paths.processes,
    messages: [...listMessages, 'processes'],
    load: () => import('#admin/features/processes/processes-page.tsx').then((module) => module.ProcessesPage),
  }),
  pageRoute({
    path: '/processes/:id',
    messages: [...listMessages, 'processes'],
    load: () => import('#admin/features/processes/process-page.tsx').then((module) => module.ProcessPage),
  }),
  pageRoute({
    path: paths.notifications,
    messages: [...listMessages, 'notifications'],
    load: () =>
      import('#admin/features/notifications/notifications-page.tsx').then((module) => module.NotificationsPage),
  }),
  pageRoute({
    path: paths.trash,
    messages: [...listMessages, 'trash'],
    load: () => import('#admin/features/trash/trash-page.tsx').then((module) => module.TrashPage),
  }),
  pageRoute({
    path: `${paths.settings}/:part?`,
    messages: [...listMessages, 'settings', 'setup', 'notify', 'prices'],
    load: () => import('#admin/features/settings/settings-page.tsx').then((module) => module.SettingsPage),
  }),
];
