import { defineEntity, p } from '@mikro-orm/core';
import type { AttachableType } from '@crm/domain/attachment/attachment';
import { languages } from '@crm/domain/language';
import { mailStates, type MailAttachment } from '@crm/domain/mail/mail';
import type { MailTemplate } from '@crm/domain/mail/mail-templates';
import { key, moment, openEnum, optionalIdOf, schema } from './columns.ts';
import { User } from './user.entity.ts';

const MailSchema = defineEntity({
  name: 'Mail',
  tableName: 'crm_mails',
  schema,
  properties: {
    id: key(),
    /** What makes it one, however often it is ordered. */
    key: p.text(),
    toAddress: p.text(),
    toName: p.text().strictNullable(),
    language: p.enum(languages),
    template: openEnum<MailTemplate>(),
    params: p.json<Record<string, string>>().defaultRaw("'{}'::jsonb"),
    /** The record that it is about. */
    subjectType: openEnum<AttachableType>().strictNullable(),
    subjectId: p.uuid().strictNullable(),
    attachments: p.json<MailAttachment[]>().defaultRaw("'[]'::jsonb"),
    /** The Message-ID of the mail that it answers. */
    inReplyTo: p.text().strictNullable(),
    /** The Message-IDs of the conversation so far, the oldest first. */
    referenceIds: p.array().columnType('text[]').defaultRaw("'{}'::text[]"),
    state: p.enum(mailStates).default('queued'),
    attempts: p.integer().default(0),
    /** When somebody shall take it up: to send it, or because whoever took it up was not heard of since. */
    dueAt: moment().strictNullable(),
    lastError: p.text().strictNullable(),
    createdAt: moment(),
    createdBy: () => optionalIdOf(User),
    sentAt: moment().strictNullable(),
  },
  indexes: [
    { name: 'crm_mails_due_at', properties: ['dueAt'], where: 'due_at is not null' },
    { name: 'crm_mails_created_at', properties: ['createdAt', 'id'] },
    { name: 'crm_mails_subject', properties: ['subjectType', 'subjectId'], where: 'subject_id is not null' },
  ],
  uniques: [{ name: 'crm_mails_key_unique', properties: ['key'] }],
});

/** A mail to somebody: ordered in the transaction that calls for it, sent by the worker. */
export class Mail extends MailSchema.class {}
MailSchema.setClass(Mail);
