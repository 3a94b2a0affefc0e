import { randomUUIDv7 } from 'node:crypto';
import { jsonb } from '@crm/db/database';
import { database } from '@crm/db/orm';
import type { AttachableType } from '@crm/domain/attachment/attachment';
import type { Language } from '@crm/domain/language';
import type { MailAttachment } from '@crm/domain/mail/mail';
import type { MailTemplate } from '@crm/domain/mail/mail-templates';
import type { ServiceContext } from '../context.ts';

export interface NewMail {
  readonly to: { readonly address: string; readonly name?: string };
  readonly language: Language;
  readonly template: MailTemplate;
  /** What the template's words speak of; `url`, which its button opens, may be a path of ours. */
  readonly params: Readonly<Record<string, string>>;
  /** What makes it one: a mail that is ordered twice under one key is sent once. */
  readonly key: string;
  /** The record that it is about. */
  readonly subject?: { readonly type: AttachableType; readonly id: string };
  readonly attachments?: readonly MailAttachment[];
  /** The Message-ID of the mail that it answers. */
  readonly inReplyTo?: string | undefined;
  /** The Message-IDs of the conversation so far, the oldest first. */
  readonly references?: readonly string[];
}

/**
 * Orders a mail in the transaction that calls for it: either both come about, or neither. The worker sends it, once per
 * key.
 * @returns its id, of which its Message-ID is made (`messageIdOf`)
 */
export async function queueMail(ctx: ServiceContext, mail: NewMail): Promise<string> {
  const db = database(ctx.em);
  const id = randomUUIDv7();
  const made = await db
    .insertInto('crm_mails')
    .values({
      id,
      key: mail.key,
      toAddress: mail.to.address,
      toName: mail.to.name ?? null,
      language: mail.language,
      template: mail.template,
      params: jsonb(mail.params),
      subjectType: mail.subject?.type ?? null,
      subjectId: mail.subject?.id ?? null,
      attachments: jsonb(mail.attachments ?? []),
      inReplyTo: mail.inReplyTo ?? null,
      referenceIds: [...(mail.references ?? [])],
      dueAt: ctx.now,
      lastError: null,
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
      sentAt: null,
    })
    .onConflict((on) => on.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) return made.id;
  return (await db.selectFrom('crm_mails').select('id').where('key', '=', mail.key).executeTakeFirstOrThrow()).id;
}
