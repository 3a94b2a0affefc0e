import { minutesAfter } from './calendar.ts';
import type { Customer } from './customers.ts';
import type { Deal } from './deals.ts';
import type { Demo } from './demo.ts';
import type { DemoLead } from './leads.ts';
import { regions, type RegionKey } from './regions.ts';
import type { StaffKey } from './staff.ts';
import { activitySubject, outcome } from './wording.ts';

const activityCount = 3_000;
const done = { call: 40, email: 25, meeting: 15, note: 12, task: 8 } as const;
const ahead = { call: 45, task: 30, meeting: 15, email: 10 } as const;
type ActivityType = keyof typeof done;

interface Subject {
  readonly type: 'account' | 'contact' | 'lead' | 'opportunity';
  readonly id: string;
  readonly since: Date;
  /** Nothing more was done after this. */
  readonly until: Date;
  readonly owner: StaffKey;
  readonly region: RegionKey;
}

/** What was done, what is planned, and what is late; each on its subject's timeline. */
export function makeActivities(
  demo: Demo,
  { customers, deals, leads }: { customers: readonly Customer[]; deals: readonly Deal[]; leads: readonly DemoLead[] },
): void {
  const { random, calendar, rows } = demo;
  const subjects: Subject[] = [];
  for (const deal of deals) {
    const subject = subjectOfDeal(deal, calendar.now);
    subjects.push(subject);
    times(random.int(2, 4), () => addDone(demo, subject));
    if (deal.row.status === 'open') planNext(demo, subject, deal);
  }
  for (const { row, owner, region } of leads) {
    if (owner === null) continue;
    const until = row.convertedAt ?? calendar.now;
    const subject: Subject = { type: 'lead', id: row.id, since: row.createdAt, until, owner, region };
    times(row.status === 'new' ? 0 : random.int(1, 2), () => addDone(demo, subject));
    if (row.status === 'working' && random.chance(0.6)) addPlanned(demo, subject, random.int(-6, 12));
  }
  for (const customer of customers) {
    const { row, owner, region } = customer;
    subjects.push({ type: 'account', id: row.id, since: row.createdAt, until: calendar.now, owner, region });
    const [contact] = customer.contacts;
    if (contact)
      subjects.push({ type: 'contact', id: contact.id, since: contact.createdAt, until: calendar.now, owner, region });
  }
  const rest = subjects.filter(({ type }) => type !== 'opportunity');
  times(60, () => addPlanned(demo, random.pick(rest), random.int(-10, 25)));
  while (rows.crm_activities.length < activityCount) addDone(demo, random.pick(rest));
}

function subjectOfDeal({ row, customer }: Deal, now: Date): Subject {
  const { owner, region } = customer;
  return { type: 'opportunity', id: row.id, since: row.createdAt, until: row.closedAt ?? now, owner, region };
}

/** A told deal has the step that is told of it; of the others most have one, and some are late. */
function planNext(demo: Demo, subject: Subject, deal: Deal): void {
  const { random } = demo;
  if (deal.next) {
    const [type, text, inDays] = deal.next;
    addPlanned(demo, subject, inDays, type, text);
  } else if (deal.customer.story === null && random.chance(0.8)) {
    addPlanned(demo, subject, random.chance(0.2) ? -random.int(1, 9) : random.int(0, 21));
  }
}

function addDone(demo: Demo, subject: Subject): void {
  const { random, calendar } = demo;
  const type = random.weighted(done);
  const span = subject.until.getTime() - subject.since.getTime();
  const at = new Date(subject.since.getTime() + Math.floor(span * (0.02 + random.next() * 0.96)));
  const { language } = regions[subject.region];
  const minutes = random.int(2, 40);
  const meeting = type === 'meeting';
  addActivity(demo, subject, {
    type,
    subject: activitySubject(random, language, type),
    createdAt: meeting ? new Date(Math.max(subject.since.getTime(), at.getTime() - 86_400_000)) : at,
    status: random.chance(0.04) && type !== 'note' ? 'cancelled' : 'completed',
    completedAt: at,
    dueAt: type === 'task' ? at : null,
    startsAt: meeting ? at : null,
    endsAt: meeting ? minutesAfter(at, 60) : null,
    outcome: type === 'note' || type === 'email' ? null : outcome(random, language),
    direction: type === 'call' || type === 'email' ? (random.chance(0.35) ? 'inbound' : 'outbound') : null,
    durationSeconds: type === 'call' ? minutes * 60 : meeting ? 3_600 : null,
    now: calendar.now,
  });
}

function addPlanned(
  demo: Demo,
  subject: Subject,
  inDays: number,
  told?: Exclude<ActivityType, 'note'>,
  text?: string,
): void {
  const { random, calendar } = demo;
  const type = told ?? random.weighted(ahead);
  const wanted =
    inDays < 0
      ? calendar.ago(-inDays)
      : inDays < 1
        ? minutesAfter(calendar.now, 60 + inDays * 600)
        : calendar.ahead(inDays);
  const earliest = minutesAfter(subject.since, 60);
  const dueAt = wanted > earliest ? wanted : earliest;
  const meeting = type === 'meeting';
  const planned = calendar.ago(Math.max(0, -inDays) + random.int(1, 6));
  addActivity(demo, subject, {
    type,
    subject: text ?? activitySubject(random, regions[subject.region].language, type),
    createdAt: planned > subject.since ? planned : subject.since,
    status: 'scheduled',
    completedAt: null,
    dueAt,
    startsAt: meeting ? dueAt : null,
    endsAt: meeting ? minutesAfter(dueAt, 60) : null,
    outcome: null,
    direction: type === 'call' || type === 'email' ? 'outbound' : null,
    durationSeconds: null,
    now: calendar.now,
  });
}

type Row = Demo['rows']['crm_activities'][number];
type Plan = Pick<
  Row,
  | 'type'
  | 'subject'
  | 'createdAt'
  | 'status'
  | 'completedAt'
  | 'dueAt'
  | 'startsAt'
  | 'endsAt'
  | 'outcome'
  | 'direction'
  | 'durationSeconds'
> & { readonly now: Date };

function addActivity(demo: Demo, subject: Subject, { now, ...plan }: Plan): void {
  const { random, rows } = demo;
  const completedAt = plan.status === 'completed' ? plan.completedAt : null;
  const row: Row = {
    ...demo.record(plan.createdAt, subject.owner),
    ...demo.extension(),
    ...demo.owned(subject.owner),
    ...plan,
    completedAt,
    updatedAt: plan.completedAt ?? plan.createdAt,
    body: null,
    subjectType: subject.type,
    subjectId: subject.id,
    remindAt:
      plan.status === 'scheduled' && plan.dueAt !== null && plan.dueAt > now ? minutesAfter(plan.dueAt, -30) : null,
    remindedAt: null,
    priority: random.weighted({ normal: 8, high: 1, low: 1 }),
  };
  rows.crm_activities.push(row);
  demo.tell({
    subject: { type: subject.type, id: subject.id },
    kind: row.type,
    at: completedAt ?? row.createdAt,
    by: subject.owner,
    title: row.subject,
    payload: {
      status: row.status,
      outcome: row.outcome,
      durationSeconds: row.durationSeconds,
      direction: row.direction,
    },
    source: { type: 'activity', id: row.id },
  });
}

function times(count: number, work: () => void): void {
  for (let at = 0; at < count; at += 1) work();
}
