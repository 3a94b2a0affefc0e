import type { LookupOption, LookupSearch } from '@crm/ui/fields/use-lookup';
import { api } from '#admin/lib/trpc.ts';
import type { ScreenSubject } from './screen-subject.ts';

/** A picker shows the first few and finds the rest by typing; it never reads the whole list. */
const limit = 20;

function textFilter(q: string): { q?: string } {
  const text = q.trim();
  return text === '' ? {} : { q: text };
}

/** People who can be given work. */
export const searchPeople: LookupSearch = async (query, signal) => {
  const filter = { status: ['active'], ...textFilter(query) };
  const { items } = await api.user.list.query({ filter, limit, sort: 'name' }, { signal });
  return items.map(({ id, name, team }) => ({ id, label: name, detail: team?.name, kind: 'person' }));
};

/** Teams by name. */
export const searchTeams: LookupSearch = async (query, signal) => {
  const { items } = await api.team.list.query({ filter: textFilter(query), limit, sort: 'name' }, { signal });
  return items.map(({ id, name }) => ({ id, label: name }));
};

/** Tags by name. */
export const searchTags: LookupSearch = async (query, signal) => {
  const { items } = await api.tag.list.query({ filter: textFilter(query), limit, sort: 'name' }, { signal });
  return items.map(({ id, name }) => ({ id, label: name }));
};

/** Accounts by name, the best match first. */
export const searchAccounts: LookupSearch = async (query, signal) => {
  const { items } = await api.account.list.query({ filter: textFilter(query), limit, ...latest(query) }, { signal });
  return items.map(({ id, name, websiteDomain }) => ({
    id,
    label: name,
    detail: websiteDomain ?? undefined,
    kind: 'company',
  }));
};

/** Contacts by name. */
export const searchContacts: LookupSearch = (query, signal) => findContacts({ ...textFilter(query) }, query, signal);

/** Contacts of one account. Keep what is returned: a new one searches anew. */
export function contactsOf(accountId: string): LookupSearch {
  return (query, signal) => findContacts({ accountId, ...textFilter(query) }, query, signal);
}

async function findContacts(
  filter: { readonly accountId?: string; readonly q?: string },
  query: string,
  signal: AbortSignal,
): Promise<readonly LookupOption[]> {
  const { items } = await api.contact.list.query({ filter, limit, ...latest(query) }, { signal });
  return items.map(({ id, name, account }) => ({ id, label: name, detail: account?.name, kind: 'person' }));
}

const searchLeads: LookupSearch = async (query, signal) => {
  const { items } = await api.lead.list.query({ filter: textFilter(query), limit, ...latest(query) }, { signal });
  return items.map(({ id, name, company }) => ({ id, label: name, detail: company ?? undefined }));
};

const searchOpportunities: LookupSearch = async (query, signal) => {
  const filter = textFilter(query);
  const { items } = await api.opportunity.list.query({ filter, limit, ...latest(query) }, { signal });
  return items.map(({ id, name, account }) => ({ id, label: name, detail: account?.name }));
};

/** Tickets by subject or number. */
const searchTickets: LookupSearch = async (query, signal) => {
  const { items } = await api.ticket.list.query({ filter: textFilter(query), limit, ...latest(query) }, { signal });
  return items.map(({ id, number, subject }) => ({ id, label: subject, detail: number }));
};

/** Activities by what they are about. */
export const searchActivities: LookupSearch = async (query, signal) => {
  const { items } = await api.activity.list.query({ filter: textFilter(query), limit, ...latest(query) }, { signal });
  return items.map(({ id, subject }) => ({ id, label: subject }));
};

const searchCampaigns: LookupSearch = async (query, signal) => {
  const { items } = await api.campaign.list.query({ filter: textFilter(query), limit, ...latest(query) }, { signal });
  return items.map(({ id, name }) => ({ id, label: name }));
};

/** Invoices by number or account. */
const searchInvoices: LookupSearch = async (query, signal) => {
  const { items } = await api.invoice.list.query({ filter: textFilter(query), limit, ...latest(query) }, { signal });
  return items.map(({ id, number, account }) => ({ id, label: number ?? account?.name ?? '–', detail: account?.name }));
};

const searchSubscriptions: LookupSearch = async (query, signal) => {
  const filter = textFilter(query);
  const { items } = await api.subscription.list.query({ filter, limit, ...latest(query) }, { signal });
  return items.map(({ id, name, account }) => ({ id, label: name, detail: account?.name }));
};

const searchQuotes: LookupSearch = async (query, signal) => {
  const { items } = await api.quote.list.query({ filter: textFilter(query), limit, ...latest(query) }, { signal });
  return items.map(({ id, number, account }) => ({ id, label: number, detail: account?.name }));
};

/** Products that are still sold. */
export const searchProducts: LookupSearch = async (query, signal) => {
  const filter = { active: true, ...textFilter(query) };
  const { items } = await api.product.list.query({ filter, limit, sort: 'name' }, { signal });
  return items.map(({ id, name, sku }) => ({ id, label: name, detail: sku }));
};

/** What an activity can be about, by kind. */
export const searchSubjects: Readonly<Record<ScreenSubject, LookupSearch>> = {
  account: searchAccounts,
  contact: searchContacts,
  lead: searchLeads,
  opportunity: searchOpportunities,
  invoice: searchInvoices,
  subscription: searchSubscriptions,
  ticket: searchTickets,
  campaign: searchCampaigns,
  quote: searchQuotes,
};

/** Before anything is typed, what was worked on last is likeliest. */
function latest(query: string): { readonly sort?: '-updatedAt' } {
  return query.trim() === '' ? { sort: '-updatedAt' } : {};
}
