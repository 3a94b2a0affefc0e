import type { ListRef } from '@crm/domain/report/report';
import { plainDateOf } from '@crm/ui/format/plain-date';
import { paths } from '#admin/app/paths.ts';

/** The lists of the admin, by the path that REST gives them, with the conditions that their screens know. */
const screens: Readonly<Record<string, { readonly path: string; readonly knows: readonly string[] }>> = {
  accounts: { path: paths.accounts, knows: ['status'] },
  opportunities: { path: paths.opportunities, knows: ['stageId', 'status', 'assignedTo', 'closedFrom', 'closedTo'] },
  leads: { path: paths.leads, knows: ['source'] },
  tickets: { path: paths.tickets, knows: ['status'] },
  activities: { path: paths.activities, knows: ['assignedTo', 'overdue'] },
};

/** The screen that lists what a number counts, or nothing where none shows exactly that. */
export function listLink(list: ListRef): string | undefined {
  const screen = list === null ? undefined : screens[list.path];
  if (list === null || screen === undefined) return undefined;
  const filter = Object.entries(list.filter);
  if (!filter.every(([key]) => screen.knows.includes(key))) return undefined;
  const query = new URLSearchParams(filter.map(([key, value]) => [key, inAddress(key, String(value))]));
  return `${screen.path}?${query.toString()}`;
}

/** Lists are narrowed by days, both counted in, where the server is asked for moments. */
function inAddress(key: string, value: string): string {
  if (key === 'closedFrom') return plainDateOf(new Date(value));
  if (key === 'closedTo') return plainDateOf(new Date(new Date(value).getTime() - 1));
  return value;
}
