import { calendar } from '@crm/domain/calendar/calendar';
import { kbArticle } from '@crm/domain/knowledge/article';
import { slaPolicy } from '@crm/domain/sla/sla-policy';
import { ticket } from '@crm/domain/ticket/ticket';
import { noteInput, replyInput, customerMessageInput } from '@crm/domain/ticket/ticket-message';
import { calendarService } from '../calendar/calendar.service.ts';
import { kbArticleService } from '../knowledge/article.service.ts';
import { slaPolicyService } from '../sla/sla-policy.service.ts';
import { ticketCategoryService } from '../ticket/ticket-category.service.ts';
import { ticketService } from '../ticket/ticket.service.ts';
import type { TestUser } from './company.ts';
import type { AsOptions, Workbench } from './workbench.ts';

type Values = Readonly<Record<string, unknown>>;

/** Monday, nine o'clock in Berlin. */
export const monday = new Date('2026-11-23T08:00:00Z');
export const hoursAfter = (from: Date, hours: number) => new Date(from.getTime() + hours * 3_600_000);

const target = { firstResponseMinutes: 120, resolutionMinutes: 480 };
const urgent = { firstResponseMinutes: 30, resolutionMinutes: 240 };

/** A service desk for tests: office hours in Berlin, one promise to everybody, one category with its queue. */
export class SupportScenes {
  readonly #bench: Workbench;
  readonly calendarId: string;
  readonly policyId: string;
  readonly categoryId: string;

  private constructor(bench: Workbench, ids: Readonly<Record<'calendarId' | 'policyId' | 'categoryId', string>>) {
    this.#bench = bench;
    this.calendarId = ids.calendarId;
    this.policyId = ids.policyId;
    this.categoryId = ids.categoryId;
  }

  static async open(bench: Workbench): Promise<SupportScenes> {
    const { users, teams } = bench.company;
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 540, endMinute: 1_020 }));
    const office = calendar.create.parse({ name: 'Office', timeZone: 'Europe/Berlin', hours, isDefault: true });
    const calendarId = (await bench.as(users.admin, (ctx) => calendarService.create(ctx, office))).id;
    const targets = { low: target, normal: target, high: target, urgent };
    const standard = slaPolicy.create.parse({ name: 'Standard', calendarId, targets, isDefault: true });
    const policyId = (await bench.as(users.admin, (ctx) => slaPolicyService.create(ctx, standard))).id;
    const sensors = { name: 'Sensors', teamId: teams.service, skill: null, isDefault: true };
    const categoryId = (await bench.as(users.admin, (ctx) => ticketCategoryService.create(ctx, sensors))).id;
    return new SupportScenes(bench, { calendarId, policyId, categoryId });
  }

  /** A ticket that came in on Monday morning, written down by the support. */
  ticket(data: Values = {}, by: TestUser = this.#bench.company.users.support, options: AsOptions = { now: monday }) {
    const input = ticket.create.parse({ subject: 'Sensor 7 is offline', ...data });
    return this.#bench.as(by, (ctx) => ticketService.create(ctx, input), options);
  }

  reply(id: string, data: Values = {}, options: AsOptions = {}) {
    const input = replyInput.parse({ body: 'Please change its battery.', ...data });
    return this.#bench.as(this.#bench.company.users.support, (ctx) => ticketService.reply(ctx, id, input), options);
  }

  note(id: string, data: Values = {}, options: AsOptions = {}) {
    const input = noteInput.parse({ body: 'They had this in May, too.', ...data });
    return this.#bench.as(this.#bench.company.users.support, (ctx) => ticketService.note(ctx, id, input), options);
  }

  hear(id: string, data: Values = {}, options: AsOptions = {}) {
    const input = customerMessageInput.parse({ body: 'It is still offline.', ...data });
    return this.#bench.as(this.#bench.company.users.support, (ctx) => ticketService.receive(ctx, id, input), options);
  }

  read(id: string, by: TestUser = this.#bench.company.users.support) {
    return this.#bench.as(by, (ctx) => ticketService.get(ctx, id));
  }

  async messages(id: string): Promise<readonly string[]> {
    const page = await this.#bench.as(this.#bench.company.users.support, (ctx) =>
      ticketService.messages(ctx, id, { limit: 100 }),
    );
    return page.items.map(({ body }) => body);
  }

  /** A draft by the support. */
  article(data: Values = {}) {
    const input = kbArticle.create.parse({
      title: 'A sensor is offline',
      body: 'Change its battery and wait an hour.',
      language: 'en',
      ...data,
    });
    return this.#bench.as(this.#bench.company.users.support, (ctx) => kbArticleService.create(ctx, input));
  }

  async published(data: Values = {}) {
    const { id } = await this.article(data);
    return this.#bench.as(this.#bench.company.users.support, (ctx) => kbArticleService.publish(ctx, id));
  }
}
