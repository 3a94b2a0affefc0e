import { expect, test } from 'vitest';
import { account } from '@crm/domain/account/account';
import { opportunity } from '@crm/domain/opportunity/opportunity';
import type { Session } from '#admin/lib/session.ts';
import type { FilterField } from './filter-field.ts';
import { toServerFilter } from './to-server-filter.ts';

const myId = '0198a0c4-0000-7000-8000-000000000001';
const otherId = '0198a0c4-0000-7000-8000-000000000002';
const teamId = '0198a0c4-0000-7000-8000-000000000003';
const session: Session = {
  id: myId,
  email: 'me@halden.example',
  name: 'Me',
  role: 'sales_rep',
  locale: 'en',
  timeZone: 'UTC',
  team: { id: teamId, name: 'North' },
  permissions: {},
  viewedBy: null,
};

const fields: readonly FilterField[] = [
  { id: 'status', kind: 'choice', label: '', options: [] },
  { id: 'assignedTo', kind: 'people', label: '' },
  { id: 'teamId', kind: 'teams', label: '' },
  { id: 'contacted', kind: 'flag', label: '' },
  { id: 'created', kind: 'days', label: '', from: 'createdFrom', to: 'createdTo', as: 'moment', looks: 'back' },
];

test('"me" and "my team" mean whoever opens the link', () => {
  const filter = toServerFilter(account.filter, fields, { assignedTo: `me,${otherId}`, teamId: 'mine' }, session);
  expect(filter).toEqual({ assignedTo: [myId, otherId], teamId: [teamId] });
});

test('"my team" of somebody without a team matches nothing, and not everything', () => {
  const filter = toServerFilter(account.filter, fields, { teamId: 'mine' }, { ...session, team: null });
  expect(filter?.teamId).toHaveLength(1);
  expect(filter?.teamId).not.toContain(teamId);
});

test('a day to which is counted in: the server is asked up to the start of the next', () => {
  const filter = toServerFilter(
    account.filter,
    fields,
    { createdFrom: '2026-11-01', createdTo: '2026-11-01' },
    session,
  );
  const length = Date.parse(filter?.createdTo ?? '') - Date.parse(filter?.createdFrom ?? '');
  expect(length).toBe(24 * 3_600_000);
});

test('calendar days stay days', () => {
  const close: FilterField = {
    id: 'close',
    kind: 'days',
    label: '',
    from: 'closeFrom',
    to: 'closeTo',
    as: 'day',
    looks: 'ahead',
  };
  const filter = toServerFilter(opportunity.filter, [close], { closeTo: '2026-12-31' }, session);
  expect(filter).toEqual({ closeTo: '2026-12-31' });
});

test('what an old link asks for and nobody knows any more is left out, the rest holds', () => {
  const values = { status: 'sleeping', contacted: 'true', q: 'food' };
  expect(toServerFilter(account.filter, fields, values, session)).toEqual({ contacted: true, q: 'food' });
});
