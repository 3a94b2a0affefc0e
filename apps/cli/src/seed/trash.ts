import type { Customer } from './customers.ts';
import type { Deal } from './deals.ts';
import type { Demo, Happening } from './demo.ts';
import type { DemoLead } from './leads.ts';

/** How many of each lie in the trash; what hangs on others is left alone. */
const thrown = { account: 5, contact: 8, lead: 14, opportunity: 6, activity: 12 } as const;

interface Trashable {
  readonly id: string;
  createdAt: Date;
  updatedAt: Date;
  updatedBy: string | null;
  deletedAt: Date | null;
}

/** Moves some records to the trash, within the last weeks. */
export function fillTrash(
  demo: Demo,
  { customers, deals, leads }: { customers: readonly Customer[]; deals: readonly Deal[]; leads: readonly DemoLead[] },
): void {
  const busy = new Set(deals.map(({ customer }) => customer));
  const plain = customers.filter((customer) => customer.story === null && !busy.has(customer));
  const accounts = plain.slice(0, thrown.account);
  throwAway(
    demo,
    'account',
    accounts.map(({ row }) => row),
  );
  throwAway(demo, 'contact', accounts.flatMap(({ contacts }) => contacts).slice(0, thrown.contact));
  throwAway(
    demo,
    'lead',
    leads
      .map(({ row }) => row)
      .filter(({ status }) => status === 'unqualified')
      .slice(0, thrown.lead),
  );
  const lost = deals.filter(({ row }) => row.status === 'lost' && row.sourceLeadId === null).map(({ row }) => row);
  throwAway(demo, 'opportunity', lost.slice(0, thrown.opportunity));
  const cancelled = demo.rows.crm_activities.filter(({ status }) => status === 'cancelled');
  for (const row of cancelled.slice(0, thrown.activity)) mark(demo, row);
}

function throwAway(demo: Demo, type: Happening['subject']['type'], rows: readonly Trashable[]): void {
  for (const row of rows) {
    const at = mark(demo, row);
    demo.tell({ subject: { type, id: row.id }, kind: 'deleted', at, by: 'okafor' });
  }
}

function mark(demo: Demo, row: Trashable): Date {
  const at = demo.calendar.after(
    row.createdAt,
    Math.max(1, demo.calendar.daysSince(row.createdAt) - 20),
    demo.calendar.daysSince(row.createdAt),
  );
  row.deletedAt = at;
  row.updatedAt = at;
  row.updatedBy = demo.userIds.okafor;
  return at;
}
