import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { jsonb } from './database.ts';
import { insertOneOfEach } from './testing/one-of-each.ts';
import { openDatabase, type OpenDatabase } from './testing/open-database.ts';

let own: OpenDatabase;
let ids: Awaited<ReturnType<typeof insertOneOfEach>>;

beforeAll(async () => {
  own = await openDatabase(inject('templateUrl'));
  ids = await insertOneOfEach(own.db);
});

afterAll(() => own[Symbol.asyncDispose]());

const now = new Date('2026-11-22T10:00:00Z');
const made = () => ({ id: randomUUIDv7(), createdAt: now, updatedAt: now });

/** What would make a second live row with a value that one only may have. */
const seconds: Readonly<Record<string, { insert(deletedAt: Date | null): Promise<unknown> }>> = {
  crm_accounts_email_normalized_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_accounts')
        .values({ ...made(), deletedAt, name: 'Other', nameNormalized: 'other', emailNormalized: 'info@acme.example' })
        .execute(),
  },
  crm_users_email_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_users')
        .values({ ...made(), deletedAt, email: 'ada@halden.example', name: 'Other', role: 'support' })
        .execute(),
  },
  crm_teams_name_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_teams')
        .values({ ...made(), deletedAt, name: 'Sales' })
        .execute(),
  },
  crm_pipelines_name_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_pipelines')
        .values({ ...made(), deletedAt, name: 'New business' })
        .execute(),
  },
  crm_pipelines_default_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_pipelines')
        .values({ ...made(), deletedAt, name: 'Other', isDefault: true })
        .execute(),
  },
  crm_stages_pipeline_id_name_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_stages')
        .values({ ...made(), deletedAt, pipelineId: ids.pipeline, name: 'Qualified' })
        .execute(),
  },
  crm_contacts_primary_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_contacts')
        .values({
          ...made(),
          deletedAt,
          accountId: ids.account,
          lastName: 'Other',
          nameNormalized: 'other',
          isPrimary: true,
        })
        .execute(),
  },
  crm_forms_key_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_forms')
        .values({ ...made(), deletedAt, key: 'website', name: 'Other', source: 'web' })
        .execute(),
  },
  crm_calendars_default_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_calendars')
        .values({ ...made(), deletedAt, name: 'Other', timeZone: 'UTC', hours: jsonb([]), isDefault: true })
        .execute(),
  },
  crm_holidays_calendar_id_date_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_holidays')
        .values({ ...made(), deletedAt, calendarId: ids.calendar, date: '2026-12-25', name: 'Other' })
        .execute(),
  },
  crm_ticket_categories_name_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_ticket_categories')
        .values({ ...made(), deletedAt, name: 'Sensors' })
        .execute(),
  },
  crm_sla_policies_default_unique: {
    insert: (deletedAt) =>
      own.db
        .insertInto('crm_sla_policies')
        .values({
          ...made(),
          deletedAt,
          name: 'Other',
          calendarId: ids.calendar,
          targets: jsonb({}),
          isDefault: true,
        })
        .execute(),
  },
  crm_kb_articles_translation_unique: { insert: (deletedAt) => insertArticle(deletedAt, 'another', ids.kb_article) },
  crm_kb_articles_slug_language_unique: {
    insert: (deletedAt) => insertArticle(deletedAt, 'sensor-offline', randomUUIDv7()),
  },
};

function insertArticle(deletedAt: Date | null, slug: string, translationGroupId: string) {
  const text = { title: 'Other', body: 'Other', nameNormalized: 'other', searchText: 'other' };
  return own.db
    .insertInto('crm_kb_articles')
    .values({ ...made(), deletedAt, slug, language: 'en', translationGroupId, ...text })
    .execute();
}

test('a ticket has its number for ever, also in the trash, and a message its place', async () => {
  const ticket = { ...made(), deletedAt: now, number: 'T-000001', subject: 'Other', nameNormalized: 'other' };
  await expect(own.db.insertInto('crm_tickets').values(ticket).execute()).rejects.toMatchObject({
    code: '23505',
    constraint: 'crm_tickets_number_unique',
  });
  const message = { id: randomUUIDv7(), ticketId: ids.ticket, position: 1, kind: 'note', body: 'Other' } as const;
  await expect(
    own.db
      .insertInto('crm_ticket_messages')
      .values({ ...message, createdAt: now })
      .execute(),
  ).rejects.toMatchObject({ code: '23505', constraint: 'crm_ticket_messages_position_unique' });
});

test.each(Object.keys(seconds))('%s: one live row only, any number in the trash', async (constraint) => {
  const second = seconds[constraint];
  await expect(second?.insert(null)).rejects.toMatchObject({ code: '23505', constraint });
  await second?.insert(now);
  await second?.insert(now);
});

test('of one workflow id at most one process is open', async () => {
  const next = (closedAt: Date | null) =>
    own.db
      .insertInto('crm_processes')
      .values({
        id: randomUUIDv7(),
        kind: 'lead-conversion',
        workflowId: `lead-conversion/${ids.lead}`,
        subjectType: 'lead',
        subjectId: ids.lead,
        startedAt: now,
        updatedAt: now,
        closedAt,
      })
      .execute();
  await expect(next(null)).rejects.toMatchObject({ code: '23505', constraint: 'crm_processes_open_unique' });
  await next(now);
});

test('a lead has at most one conversion that is done and not undone', async () => {
  const convert = async (undoneAt: Date | null) => {
    const processId = randomUUIDv7();
    await own.db
      .insertInto('crm_processes')
      .values({
        id: processId,
        kind: 'lead-conversion',
        workflowId: processId,
        subjectType: 'lead',
        subjectId: ids.lead,
        startedAt: now,
        updatedAt: now,
      })
      .execute();
    const values = { id: randomUUIDv7(), leadId: ids.lead, processId, convertedAt: now, undoneAt };
    await own.db.insertInto('crm_conversions').values(values).execute();
  };
  await convert(now);
  await convert(null);
  await expect(convert(null)).rejects.toMatchObject({ code: '23505', constraint: 'crm_conversions_lead_id_unique' });
});

test('what something refers to cannot be deleted for good', async () => {
  await expect(own.db.deleteFrom('crm_accounts').where('id', '=', ids.account).execute()).rejects.toMatchObject({
    code: '23503',
  });
});

test('a value outside its enumeration is refused by the database itself', async () => {
  const values = { ...made(), key: 'other', name: 'Other', source: 'web' };
  await own.db.insertInto('crm_forms').values(values).execute();
  const wrong = own.db
    .updateTable('crm_leads')
    // @ts-expect-error The compiler refuses it too.
    .set({ status: 'lost' })
    .execute();
  await expect(wrong).rejects.toMatchObject({ code: '23514', constraint: 'crm_leads_status_check' });
});
