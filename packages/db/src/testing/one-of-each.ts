import { randomUUIDv7 } from 'node:crypto';
import type { Kysely } from 'kysely';
import { jsonb, type Database } from '../database.ts';
import { billIds, insertBill } from './one-bill.ts';
import { deskIds, insertDesk } from './one-desk.ts';
import { insertOperation } from './one-operation.ts';
import { insertSale, saleIds } from './one-sale.ts';
import { insertSupport } from './one-support.ts';
import { insertOneWebhook } from './one-webhook.ts';

/**
 * One row in every table, each referring to the others, for tests of what holds for all of them.
 * @returns the ids
 */
export async function insertOneOfEach(db: Kysely<Database>) {
  const ids = {
    team: randomUUIDv7(),
    user: randomUUIDv7(),
    pipeline: randomUUIDv7(),
    stage: randomUUIDv7(),
    form: randomUUIDv7(),
    view_as: randomUUIDv7(),
    feature_flag: randomUUIDv7(),
    account: randomUUIDv7(),
    contact: randomUUIDv7(),
    lead: randomUUIDv7(),
    opportunity: randomUUIDv7(),
    activity: randomUUIDv7(),
    ...saleIds(),
    ...billIds(),
    ...deskIds(),
    attachment: randomUUIDv7(),
    custom_field: randomUUIDv7(),
    process: randomUUIDv7(),
    operation: randomUUIDv7(),
    mail: randomUUIDv7(),
    notification: randomUUIDv7(),
    calendar: randomUUIDv7(),
    holiday: randomUUIDv7(),
    ticket_category: randomUUIDv7(),
    territory: randomUUIDv7(),
    webhook_endpoint: randomUUIDv7(),
    sla_policy: randomUUIDv7(),
    ticket: randomUUIDv7(),
    ticket_message: randomUUIDv7(),
    inbound_mail: randomUUIDv7(),
    kb_article: randomUUIDv7(),
    kb_article_version: randomUUIDv7(),
  };
  const { team, user, pipeline, stage, form, account, contact, lead, opportunity, activity, attachment, process } = ids;
  const now = new Date('2026-11-22T10:00:00.123Z');
  const made = { createdAt: now, updatedAt: now };
  const owned = { ...made, createdBy: user, updatedBy: user, assignedTo: user, teamId: team };

  await db
    .insertInto('crm_teams')
    .values({ id: team, ...made, name: 'Sales' })
    .execute();
  await db
    .insertInto('crm_users')
    .values({
      id: user,
      ...made,
      email: 'ada@halden.example',
      name: 'Ada',
      role: 'admin',
      teamId: team,
      passwordHash: 'x',
    })
    .execute();
  await db
    .insertInto('crm_territories')
    .values({ id: ids.territory, ...made, name: 'Nordics', countries: ['NO', 'SE'], teamId: team })
    .execute();
  await db
    .insertInto('crm_pipelines')
    .values({ id: pipeline, ...made, name: 'New business', isDefault: true })
    .execute();
  await db
    .insertInto('crm_stages')
    .values({ id: stage, ...made, pipelineId: pipeline, name: 'Qualified' })
    .execute();
  await db
    .insertInto('crm_forms')
    .values({ id: form, ...made, key: 'website', name: 'Web site', source: 'web' })
    .execute();
  await db
    .insertInto('crm_accounts')
    .values({ id: account, ...owned, name: 'Acme', nameNormalized: 'acme', emailNormalized: 'info@acme.example' })
    .execute();
  await db
    .insertInto('crm_contacts')
    .values({ id: contact, ...owned, accountId: account, lastName: 'Berg', nameNormalized: 'berg', isPrimary: true })
    .execute();
  await db
    .insertInto('crm_leads')
    .values({ id: lead, ...owned, lastName: 'Lund', nameNormalized: 'lund', source: 'web', formId: form })
    .execute();
  await db
    .insertInto('crm_opportunities')
    .values({
      id: opportunity,
      ...owned,
      name: 'Loggers',
      nameNormalized: 'loggers',
      accountId: account,
      primaryContactId: contact,
      pipelineId: pipeline,
      stageId: stage,
      stageEnteredAt: now,
      probability: 20,
      sourceLeadId: lead,
      amountMinor: 9_000_000_000_000_000,
      currency: 'EUR',
      expectedCloseDate: '2026-12-31',
    })
    .execute();
  await db
    .insertInto('crm_feature_flags')
    .values({ id: ids.feature_flag, ...made, key: 'crm_feature_leads', percentage: 50 })
    .execute();
  await insertSale(db, { ...ids, made, owned });
  await insertBill(db, { ...ids, made, owned });
  const subject = { subjectType: 'lead', subjectId: lead } as const;
  await db
    .insertInto('crm_activities')
    .values({ id: activity, ...owned, ...subject, type: 'call', subject: 'Call' })
    .execute();
  await insertDesk(db, { ...ids, made, owned });
  await db
    .insertInto('crm_attachments')
    .values({
      id: attachment,
      ...made,
      createdBy: user,
      ...subject,
      fileName: 'Offer.pdf',
      nameNormalized: 'offer pdf',
      sizeBytes: 7_000_000_000,
      contentType: 'application/pdf',
      sha256: 'a'.repeat(64),
      storageKey: `attachments/2026/11/${attachment}`,
      state: 'ready',
    })
    .execute();
  await db
    .insertInto('crm_custom_fields')
    .values({
      id: ids.custom_field,
      ...made,
      entity: 'account',
      key: 'region',
      slot: 'region',
      label: jsonb({ en: 'Region' }),
      type: 'text',
    })
    .execute();
  await db
    .insertInto('crm_custom_values')
    .values({ fieldId: ids.custom_field, recordId: account, place: 0, textKey: 'north', live: true })
    .execute();
  await db
    .insertInto('crm_timeline')
    .values({ id: randomUUIDv7(), ...subject, kind: 'created', occurredAt: now, actorKind: 'user', actorId: user })
    .execute();
  await db
    .insertInto('crm_processes')
    .values({
      id: process,
      kind: 'lead-conversion',
      workflowId: `lead-conversion/${lead}`,
      ...subject,
      needs: [user],
      startedAt: now,
      startedBy: user,
      updatedAt: now,
    })
    .execute();
  await db
    .insertInto('crm_process_log')
    .values({ id: randomUUIDv7(), processId: process, at: now, event: 'done', step: 'match', attempt: 1 })
    .execute();
  await insertOperation(db, ids, owned);
  await db.insertInto('crm_conversions').values({ id: randomUUIDv7(), leadId: lead, processId: process }).execute();
  await db
    .insertInto('crm_mails')
    .values({
      id: ids.mail,
      key: 'notifications/1',
      toAddress: 'ada@halden.example',
      language: 'en',
      template: 'notifications',
      ...subject,
      dueAt: now,
      createdAt: now,
      createdBy: user,
    })
    .execute();
  await db
    .insertInto('crm_notifications')
    .values({
      id: ids.notification,
      userId: user,
      kind: 'assigned',
      key: 'assigned/1',
      ...subject,
      createdAt: now,
      createdBy: user,
      mailDueAt: now,
      pushDueAt: now,
      mailId: ids.mail,
    })
    .execute();
  await db
    .insertInto('crm_notification_preferences')
    .values({ id: randomUUIDv7(), userId: user, updatedAt: now })
    .execute();
  await db
    .insertInto('crm_push_subscriptions')
    .values({
      id: randomUUIDv7(),
      userId: user,
      endpoint: 'https://push.example/1',
      p256dh: 'x',
      auth: 'x',
      createdAt: now,
    })
    .execute();
  await db
    .insertInto('crm_follows')
    .values({ id: randomUUIDv7(), userId: user, ...subject, createdAt: now })
    .execute();
  await insertOneWebhook(db, { id: ids.webhook_endpoint, lead }, now);
  await db
    .insertInto('crm_outbox')
    .values({
      resource: 'lead',
      recordId: lead,
      kind: 'created',
      command: jsonb({ do: 'start_process', kind: 'lead-intake', processId: process, subjectId: lead }),
      createdAt: now,
    })
    .execute();
  const expiresAt = new Date('2026-12-22T10:00:00Z');
  await db
    .insertInto('crm_idempotency')
    .values({ actorId: user, key: 'k', procedure: 'p', requestHash: 'h', status: 200, createdAt: now, expiresAt })
    .execute();
  await db
    .insertInto('crm_view_as')
    .values({
      id: ids.view_as,
      viewerId: user,
      viewerName: 'Ada',
      userId: user,
      userName: 'Ada',
      startedAt: now,
      expiresAt,
    })
    .execute();
  await db
    .insertInto('crm_sessions')
    .values({
      id: 'session',
      userId: user,
      kind: 'cookie',
      createdAt: now,
      expiresAt,
      lastSeenAt: now,
      viewAsId: ids.view_as,
    })
    .execute();
  await db
    .insertInto('crm_refresh_tokens')
    .values({ id: randomUUIDv7(), sessionId: 'session', tokenHash: 'hash', createdAt: now, expiresAt })
    .execute();
  await db.insertInto('crm_rate_limits').values({ key: 'sign-in', points: 1, expire: now.getTime() }).execute();
  await insertSupport(db, ids, now);
  return ids;
}
