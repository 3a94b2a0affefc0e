import { choosePolicy } from '@crm/domain/sla/choose-policy.rules';
import { ticketNumber } from '@crm/domain/ticket/ticket-status.rules';
import type { Customer } from '../customers.ts';
import type { Demo } from '../demo.ts';
import { regions } from '../regions.ts';
import type { StaffKey } from '../staff.ts';
import { articleKey, texts, type Articles, type Language } from './articles.ts';
import { categoryOf, type Desk } from './desk.ts';
import { ToldTicket } from './told-ticket.ts';
import { topics, type CommonTexts, type Topic, type TopicTexts } from './topic.ts';

const ticketCount = 150;
/** So many came in the last days: a queue that is worked on looks like this. */
const fresh = 36;
const freshDays = 4;
const oldestDays = 360;
/** The latest of them nobody has looked at yet. */
const untouched = 3;
/** Somebody has taken these, so many days ago, and not answered yet. */
const inHand = [1, 3, 12] as const;
/** Every so many-th was sent twice and merged. */
const twiceEvery = 37;
const priorities = { low: 20, normal: 55, high: 18, urgent: 7 } as const;
const colleagues: readonly StaffKey[] = ['lindqvist', 'petrov', 'haddad'];
const channels = { email: 55, phone: 15, web: 20, chat: 10 } as const;

interface Scene {
  readonly language: Language;
  readonly topic: Topic;
  readonly words: TopicTexts;
  readonly common: CommonTexts;
  readonly articleIds: string[];
  readonly agent: StaffKey;
}

/** A year of tickets in three languages, numbered as they came. */
export function makeTickets(demo: Demo, desk: Desk, articles: Articles, customers: readonly Customer[]): void {
  const told: ToldTicket[] = [];
  for (let index = 0; index < ticketCount; index += 1) {
    const days = inHand[index - untouched] ?? daysSince(demo, index);
    const { ticket, scene, customer } = openTicket(demo, desk, articles, customers, demo.calendar.ago(days));
    if (index % twiceEvery === twiceEvery - 1) told.push(sentTwice(demo, desk, customer, ticket, scene));
    if (index >= untouched) work(demo, ticket, scene, index < untouched + inHand.length ? 2 : undefined);
    told.push(ticket);
  }
  told.sort((a, b) => a.row.createdAt.getTime() - b.row.createdAt.getTime());
  for (const [index, { row }] of told.entries()) row.number = ticketNumber(index + 1);
  demo.rows.crm_tickets.push(...told.map(({ row }) => row));
  nameTickets(demo);
}

function daysSince({ random }: Demo, index: number): number {
  if (index < untouched) return 0;
  return index < fresh ? freshDays * random.next() : freshDays + oldestDays * random.next() ** 1.3;
}

/** Entries of the timeline were written before the numbers were known. */
function nameTickets(demo: Demo): void {
  const numbers = new Map(demo.rows.crm_tickets.map(({ id, number }) => [id, number]));
  const numbered = (value: unknown) =>
    typeof value === 'object' && value !== null && 'id' in value
      ? { ...value, number: numbers.get(String(value.id)) }
      : undefined;
  for (const entry of demo.rows.crm_timeline) {
    const number = entry.sourceType === 'ticket' && entry.sourceId ? numbers.get(entry.sourceId) : undefined;
    if (number !== undefined) {
      entry.title = `${number} ${entry.title ?? ''}`;
      entry.payload = { ...entry.payload, number };
    }
    if (entry.subjectType === 'ticket' && entry.kind === 'merged' && entry.payload) {
      const { into, ticket } = entry.payload;
      entry.payload = into === undefined ? { ticket: numbered(ticket) } : { into: numbered(into) };
    }
  }
}

function openTicket(demo: Demo, desk: Desk, articles: Articles, customers: readonly Customer[], at: Date) {
  const { random } = demo;
  const known = customers.filter(({ row }) => row.deletedAt === null && row.createdAt < at);
  const customer = random.pick(known.length > 0 ? known : customers);
  const { language } = regions[customer.region];
  const { topics: told, common } = texts[language];
  const topic = random.pick(topics.filter((name) => told[name] !== undefined));
  const words = told[topic];
  if (!words) throw new Error(`There are no words on ${topic} in ${language}.`);
  const article = articles.get(articleKey(language, topic));
  const agent = categoryOf[topic] === 'billing' ? 'morozova' : 'rahimi';
  const scene: Scene = { language, topic, words, common, articleIds: article ? [article] : [], agent };
  return { ticket: begin(demo, desk, customer, scene, at), scene, customer };
}

function begin(demo: Demo, desk: Desk, customer: Customer, { words, topic, language }: Scene, at: Date): ToldTicket {
  const { random } = demo;
  const category = desk.categories[categoryOf[topic]];
  const priority = random.weighted(priorities);
  const facts = { categoryId: category.id, priority, industry: customer.row.industry };
  const policy = choosePolicy(desk.policies, facts);
  const calendar = policy && desk.calendars.get(policy.calendarId);
  if (!policy || !calendar) throw new Error('There is a policy for every ticket.');
  const people = customer.contacts.filter(({ createdAt, deletedAt }) => deletedAt === null && createdAt < at);
  return new ToldTicket(
    demo,
    at,
    {
      subject: random.pick(words.subjects),
      description: words.opening,
      priority,
      channel: random.weighted(channels),
      language,
      categoryId: category.id,
      contactId: people.length > 0 ? random.pick(people).id : null,
      accountId: customer.row.id,
      teamId: demo.teamIds[category.team],
    },
    { id: policy.id, target: policy.targets[priority], calendar },
  );
}

/** The same question once more, a little later, merged into the first. */
function sentTwice(demo: Demo, desk: Desk, customer: Customer, first: ToldTicket, scene: Scene): ToldTicket {
  const at = new Date(Math.min(first.at.getTime() + 15 * 60_000, demo.calendar.now.getTime() - 60_000));
  const second = begin(demo, desk, customer, scene, at);
  const seen = second.inWorkingTime(20);
  if (seen !== null) second.mergeInto(seen, scene.agent, first);
  return second;
}

/**
 * What comes of a ticket, until it is solved or it is now.
 * @param count so many steps only
 */
function work(demo: Demo, ticket: ToldTicket, scene: Scene, count?: number): void {
  const { random } = demo;
  const { words, common, agent, articleIds } = scene;
  const steps: readonly (() => Date | null | undefined)[] = [
    () => {
      const promised = (ticket.row.firstResponseDueAt?.getTime() ?? 0) - ticket.row.createdAt.getTime();
      // Now and then nobody looks in time, and the customer asks again.
      return random.chance(0.08) && promised > 0
        ? tell(ticket.later(promised / 3_600_000 + 1), (at) => ticket.hear(at, random.pick(common.hurry)))
        : undefined;
    },
    () => tell(ticket.inWorkingTime(random.int(10, 150)), (at) => ticket.take(at, agent)),
    () =>
      tell(ticket.inWorkingTime(random.int(2, 40)), (at) =>
        ticket.reply(at, agent, words.answer, 'pending', articleIds),
      ),
    () => (random.chance(0.06) ? null : tell(ticket.later(random.int(1, 40)), (at) => ticket.hear(at, words.tried))),
    () =>
      random.chance(0.35)
        ? tell(ticket.inWorkingTime(random.int(5, 60)), (at) =>
            ticket.note(at, agent, random.pick(common.notes), askWhom(demo)),
          )
        : undefined,
    () => tell(ticket.inWorkingTime(random.int(15, 500)), (at) => ticket.reply(at, agent, words.solved, 'resolved')),
    () =>
      random.chance(0.5)
        ? tell(ticket.later(random.int(1, 30)), (at) => {
            ticket.hear(at, random.pick(common.thanks));
            ticket.move(ticket.inWorkingTime(10) ?? at, agent, 'resolved');
          })
        : undefined,
    () => tell(ticket.later(5 * 24), (at) => ticket.move(at, null, 'closed')),
  ];
  for (const step of steps.slice(0, count)) if (step() === null) return;
}

/** Does a step at its moment. @returns `null` when that is still to come */
function tell(at: Date | null, step: (at: Date) => void): Date | null {
  if (at !== null) step(at);
  return at;
}

function askWhom(demo: Demo): string[] {
  return demo.random.chance(0.4) ? [demo.userIds[demo.random.pick(colleagues)]] : [];
}
