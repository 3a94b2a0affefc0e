import type { Kysely } from 'kysely';
import { jsonb, type Database } from '../database.ts';

/** A ticket with all that belongs to it. */
export async function insertSupport(
  db: Kysely<Database>,
  ids: Readonly<
    Record<
      | 'calendar'
      | 'holiday'
      | 'ticket_category'
      | 'sla_policy'
      | 'ticket'
      | 'ticket_message'
      | 'inbound_mail'
      | 'kb_article'
      | 'kb_article_version'
      | 'user'
      | 'team'
      | 'account'
      | 'contact',
      string
    >
  >,
  now: Date,
): Promise<void> {
  const { user, team, account, contact } = ids;
  const made = { createdAt: now, updatedAt: now };
  await db
    .insertInto('crm_calendars')
    .values({
      id: ids.calendar,
      ...made,
      name: 'Office',
      timeZone: 'Europe/Berlin',
      hours: jsonb([{ weekday: 1, startMinute: 540, endMinute: 1080 }]),
      isDefault: true,
    })
    .execute();
  await db
    .insertInto('crm_holidays')
    .values({ id: ids.holiday, ...made, calendarId: ids.calendar, date: '2026-12-25', name: 'Christmas' })
    .execute();
  await db
    .insertInto('crm_ticket_categories')
    .values({ id: ids.ticket_category, ...made, name: 'Sensors', teamId: team, isDefault: true })
    .execute();
  const target = { firstResponseMinutes: 60, resolutionMinutes: 480 };
  await db
    .insertInto('crm_sla_policies')
    .values({
      id: ids.sla_policy,
      ...made,
      name: 'Standard',
      calendarId: ids.calendar,
      targets: jsonb({ low: target, normal: target, high: target, urgent: target }),
      isDefault: true,
      categoryId: ids.ticket_category,
    })
    .execute();
  await db
    .insertInto('crm_tickets')
    .values({
      id: ids.ticket,
      ...made,
      assignedTo: user,
      teamId: team,
      number: 'T-000001',
      subject: 'Sensor offline',
      nameNormalized: 'sensor offline',
      contactId: contact,
      accountId: account,
      categoryId: ids.ticket_category,
      slaPolicyId: ids.sla_policy,
      resolutionDueAt: now,
      messageCount: 1,
      lastMessageAt: now,
    })
    .execute();
  await db
    .insertInto('crm_ticket_messages')
    .values({
      id: ids.ticket_message,
      ticketId: ids.ticket,
      position: 1,
      kind: 'reply',
      body: 'Hello',
      mentions: [user],
      createdAt: now,
      createdBy: user,
    })
    .execute();
  await db
    .insertInto('crm_inbound_mails')
    .values({
      id: ids.inbound_mail,
      messageId: '<1@customer.example>',
      ticketId: ids.ticket,
      ticketMessageId: ids.ticket_message,
      outcome: 'joined',
      receivedAt: made.createdAt,
    })
    .execute();
  await db
    .insertInto('crm_kb_articles')
    .values({
      id: ids.kb_article,
      ...made,
      slug: 'sensor-offline',
      title: 'Sensor offline',
      body: 'Change the battery.',
      language: 'en',
      categoryId: ids.ticket_category,
      translationGroupId: ids.kb_article,
      status: 'published',
      publishedNumber: 1,
      nameNormalized: 'sensor offline',
      searchText: 'sensor offline change the battery',
    })
    .execute();
  await db
    .insertInto('crm_kb_article_versions')
    .values({
      id: ids.kb_article_version,
      articleId: ids.kb_article,
      number: 1,
      title: 'Sensor offline',
      body: 'Change the battery.',
      createdAt: now,
      createdBy: user,
    })
    .execute();
}
