import type { IconName } from '@crm/ui/icons/icon';
import type { Permission } from '@crm/domain/permissions';
import { paths } from './paths.ts';

/** A place of the navigation. */
export interface NavEntry {
  readonly id:
    | 'home'
    | 'needsYou'
    | 'accounts'
    | 'contacts'
    | 'leads'
    | 'opportunities'
    | 'quotes'
    | 'campaigns'
    | 'invoices'
    | 'subscriptions'
    | 'products'
    | 'reports'
    | 'tickets'
    | 'articles'
    | 'activities'
    | 'processes'
    | 'operations'
    | 'trash'
    | 'settings';
  readonly section: 'top' | 'customers' | 'sales' | 'service' | 'operations';
  readonly href: string;
  readonly icon: IconName;
  /** After G: `G A` goes to the accounts. A code of the keyboard. */
  readonly goKey: string;
  /** Without it the place is not shown. */
  readonly permission?: Permission;
}

/** The places in the order they stand. */
export const navEntries: readonly NavEntry[] = [
  { id: 'home', section: 'top', href: paths.home, icon: 'home', goKey: 'KeyH' },
  { id: 'needsYou', section: 'top', href: paths.needsYou, icon: 'inbox', goKey: 'KeyN', permission: 'process:read' },
  {
    id: 'accounts',
    section: 'customers',
    href: paths.accounts,
    icon: 'account',
    goKey: 'KeyA',
    permission: 'account:read',
  },
  {
    id: 'contacts',
    section: 'customers',
    href: paths.contacts,
    icon: 'contact',
    goKey: 'KeyC',
    permission: 'contact:read',
  },
  { id: 'leads', section: 'customers', href: paths.leads, icon: 'lead', goKey: 'KeyL', permission: 'lead:read' },
  {
    id: 'opportunities',
    section: 'sales',
    href: paths.opportunities,
    icon: 'opportunity',
    goKey: 'KeyO',
    permission: 'opportunity:read',
  },
  { id: 'quotes', section: 'sales', href: paths.quotes, icon: 'quote', goKey: 'KeyQ', permission: 'quote:read' },
  {
    id: 'campaigns',
    section: 'sales',
    href: paths.campaigns,
    icon: 'campaign',
    goKey: 'KeyM',
    permission: 'campaign:read',
  },
  {
    id: 'invoices',
    section: 'sales',
    href: paths.invoices,
    icon: 'invoice',
    goKey: 'KeyI',
    permission: 'invoice:read',
  },
  {
    id: 'subscriptions',
    section: 'sales',
    href: paths.subscriptions,
    icon: 'subscription',
    goKey: 'KeyU',
    permission: 'subscription:read',
  },
  {
    id: 'products',
    section: 'sales',
    href: paths.products,
    icon: 'product',
    goKey: 'KeyR',
    permission: 'product:read',
  },
  {
    id: 'reports',
    section: 'sales',
    href: paths.reports,
    icon: 'report',
    goKey: 'KeyE',
    permission: 'report:read',
  },
  {
    id: 'tickets',
    section: 'service',
    href: paths.tickets,
    icon: 'ticket',
    goKey: 'KeyK',
    permission: 'ticket:read',
  },
  {
    id: 'articles',
    section: 'service',
    href: paths.articles,
    icon: 'book',
    goKey: 'KeyB',
    permission: 'kb_article:read',
  },
  {
    id: 'activities',
    section: 'service',
    href: paths.activities,
    icon: 'activity',
    goKey: 'KeyT',
    permission: 'activity:read',
  },
  {
    id: 'processes',
    section: 'operations',
    href: paths.processes,
    icon: 'process',
    goKey: 'KeyP',
    permission: 'process:read',
  },
  {
    id: 'operations',
    section: 'operations',
    href: paths.operations,
    icon: 'table',
    goKey: 'KeyJ',
    permission: 'operation:read',
  },
  {
    id: 'trash',
    section: 'operations',
    href: paths.trash,
    icon: 'trash',
    goKey: 'KeyX',
    permission: 'account:restore',
  },
  {
    id: 'settings',
    section: 'operations',
    href: paths.settings,
    icon: 'settings',
    goKey: 'KeyS',
    permission: 'user:update',
  },
];

/** The sections in the order they stand. */
export const navSections = ['top', 'customers', 'sales', 'service', 'operations'] as const;
