import type { BulkRow, WholeRow } from '@crm/db/bulk-insert';
import type { TimelineKind, SubjectType } from '@crm/domain/timeline/timeline';
import { toE164 } from '@crm/domain/normalize/phone';
import { Calendar } from './calendar.ts';
import { Random } from './random.ts';
import { regions, type RegionKey } from './regions.ts';
import { people, teams, type StaffKey, type TeamKey } from './staff.ts';

/** The rows of the demo company, in the order in which tables refer to each other. */
export interface Rows {
  readonly crm_teams: BulkRow<'crm_teams'>[];
  readonly crm_users: BulkRow<'crm_users'>[];
  readonly crm_territories: WholeRow<'crm_territories'>[];
  readonly crm_pipelines: BulkRow<'crm_pipelines'>[];
  readonly crm_stages: BulkRow<'crm_stages'>[];
  readonly crm_forms: BulkRow<'crm_forms'>[];
  readonly crm_custom_fields: BulkRow<'crm_custom_fields'>[];
  readonly crm_accounts: WholeRow<'crm_accounts'>[];
  readonly crm_contacts: WholeRow<'crm_contacts'>[];
  readonly crm_leads: WholeRow<'crm_leads'>[];
  readonly crm_opportunities: WholeRow<'crm_opportunities'>[];
  readonly crm_activities: WholeRow<'crm_activities'>[];
  readonly crm_attachments: BulkRow<'crm_attachments'>[];
  readonly crm_processes: BulkRow<'crm_processes'>[];
  readonly crm_conversions: BulkRow<'crm_conversions'>[];
  readonly crm_calendars: WholeRow<'crm_calendars'>[];
  readonly crm_holidays: WholeRow<'crm_holidays'>[];
  readonly crm_ticket_categories: WholeRow<'crm_ticket_categories'>[];
  readonly crm_sla_policies: WholeRow<'crm_sla_policies'>[];
  readonly crm_kb_articles: WholeRow<'crm_kb_articles'>[];
  readonly crm_kb_article_versions: WholeRow<'crm_kb_article_versions'>[];
  readonly crm_tickets: WholeRow<'crm_tickets'>[];
  readonly crm_ticket_messages: WholeRow<'crm_ticket_messages'>[];
  readonly crm_currencies: WholeRow<'crm_currencies'>[];
  readonly crm_exchange_rates: WholeRow<'crm_exchange_rates'>[];
  readonly crm_campaigns: WholeRow<'crm_campaigns'>[];
  readonly crm_campaign_members: WholeRow<'crm_campaign_members'>[];
  readonly crm_tags: WholeRow<'crm_tags'>[];
  readonly crm_taggings: WholeRow<'crm_taggings'>[];
  readonly crm_workflows: WholeRow<'crm_workflows'>[];
  readonly crm_workflow_versions: WholeRow<'crm_workflow_versions'>[];
  readonly crm_comments: WholeRow<'crm_comments'>[];
  readonly crm_mentions: WholeRow<'crm_mentions'>[];
  readonly crm_notifications: WholeRow<'crm_notifications'>[];
  readonly crm_products: WholeRow<'crm_products'>[];
  readonly crm_pricebook: WholeRow<'crm_pricebook'>[];
  readonly crm_pricebook_entries: WholeRow<'crm_pricebook_entries'>[];
  readonly crm_timeline: BulkRow<'crm_timeline'>[];
}

/** What happened, for the timeline. `by` is a person, or a process on its own. */
export interface Happening {
  readonly subject: { readonly type: SubjectType; readonly id: string };
  readonly kind: TimelineKind;
  readonly at: Date;
  readonly by: StaffKey | 'process' | null;
  readonly title?: string;
  readonly payload?: Record<string, unknown>;
  readonly source?: { readonly type: string; readonly id: string };
  readonly processId?: string;
}

const seedNumber = 20_241_122;
const phoneTries = 50;
/** Ids of people and teams do not depend on the day of seeding. */
const founded = new Date('2024-09-02T08:00:00Z');

/** The demo company while it is made up: everything is drawn from one source, in one order. */
export class Demo {
  readonly random = new Random(seedNumber);
  readonly calendar: Calendar;
  readonly teamIds: Readonly<Record<TeamKey, string>>;
  readonly userIds: Readonly<Record<StaffKey, string>>;
  readonly rows: Rows = {
    crm_teams: [],
    crm_users: [],
    crm_territories: [],
    crm_pipelines: [],
    crm_stages: [],
    crm_forms: [],
    crm_custom_fields: [],
    crm_accounts: [],
    crm_contacts: [],
    crm_leads: [],
    crm_opportunities: [],
    crm_activities: [],
    crm_attachments: [],
    crm_processes: [],
    crm_conversions: [],
    crm_calendars: [],
    crm_holidays: [],
    crm_ticket_categories: [],
    crm_sla_policies: [],
    crm_kb_articles: [],
    crm_kb_article_versions: [],
    crm_tickets: [],
    crm_ticket_messages: [],
    crm_currencies: [],
    crm_exchange_rates: [],
    crm_campaigns: [],
    crm_campaign_members: [],
    crm_tags: [],
    crm_taggings: [],
    crm_workflows: [],
    crm_workflow_versions: [],
    crm_comments: [],
    crm_mentions: [],
    crm_notifications: [],
    crm_products: [],
    crm_pricebook: [],
    crm_pricebook_entries: [],
    crm_timeline: [],
  };

  /** Bytes of the attachments, for the file store. */
  readonly files: { readonly key: string; readonly bytes: Buffer }[] = [];

  constructor(now: Date) {
    this.calendar = new Calendar(now, this.random);
    this.teamIds = this.#ids(teams);
    this.userIds = this.#ids(people);
  }

  #ids<Key extends string>(named: Readonly<Record<Key, unknown>>): Record<Key, string> {
    const ids: Partial<Record<Key, string>> = {};
    for (const key in named) ids[key] = this.random.id(founded);
    return ids as Record<Key, string>;
  }

  /** The columns of every record. @param by `null` for what came from outside */
  record(at: Date, by: StaffKey | null) {
    const id = by === null ? null : this.userIds[by];
    return {
      id: this.random.id(at),
      version: 1,
      createdAt: at,
      createdBy: id,
      updatedAt: at,
      updatedBy: id,
      deletedAt: null as Date | null,
    };
  }

  owned(owner: StaffKey) {
    const { team } = people[owner];
    return { assignedTo: this.userIds[owner], teamId: team === null ? null : this.teamIds[team] };
  }

  /** What extensible records have; the values of the company's own fields are filled in where they are known. */
  extension() {
    return { externalId: null as string | null, custom: {} as Readonly<Record<string, unknown>> };
  }

  tell({ subject, kind, at, by, title, payload, source, processId }: Happening): void {
    this.rows.crm_timeline.push({
      id: this.random.id(at),
      subjectType: subject.type,
      subjectId: subject.id,
      kind,
      occurredAt: at,
      actorKind: by === null ? 'system' : by === 'process' ? 'process' : 'user',
      actorId: by === null || by === 'process' ? null : this.userIds[by],
      title: title ?? null,
      payload: payload ?? {},
      sourceType: source?.type ?? null,
      sourceId: source?.id ?? null,
      processId: processId ?? null,
      requestId: null,
      pinned: false,
    });
  }

  /** A region, by its share of the business. */
  region(): RegionKey {
    return this.random.weighted({
      nordics: regions.nordics.weight,
      central: regions.central.weight,
      isles: regions.isles.weight,
      eastern: regions.eastern.weight,
      gulf: regions.gulf.weight,
    });
  }

  /** A mobile number that can exist in a country, with its E.164 form. */
  phone(region: RegionKey, country: string): { phone: string; phoneE164: string } {
    const pattern = regions[region].places[country]?.phone ?? '+46 70 ### ## ##';
    for (let tries = 0; tries < phoneTries; tries += 1) {
      const phone = pattern.replace(/#/gu, () => String(this.random.int(0, 9)));
      const phoneE164 = toE164(phone, country);
      if (phoneE164 !== null) return { phone, phoneE164 };
    }
    throw new Error(`No number of ${country} fits ${pattern}.`);
  }
}
