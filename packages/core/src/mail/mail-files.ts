import { database } from '@crm/db/orm';
import { refuseUnknown } from '@crm/domain/errors';
import type { MailAttachment } from '@crm/domain/mail/mail';
import type { ServiceContext } from '../context.ts';
import { invoiceDocument } from '../invoice/invoice-document.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { MailFile } from '../ports/mail-post.ts';
import { quoteDocument } from '../quote/quote-document.ts';

/**
 * What is sent along with a mail: files as they are stored, documents as they are drawn now.
 * @throws DomainError `not_found` for what is gone
 */
export function loadFiles(
  ctx: ServiceContext,
  store: FileStore,
  attachments: readonly MailAttachment[],
): Promise<MailFile[]> {
  return Promise.all(attachments.map((attachment) => loadFile(ctx, store, attachment)));
}

async function loadFile(ctx: ServiceContext, store: FileStore, attachment: MailAttachment): Promise<MailFile> {
  if ('attachmentId' in attachment) return loadStored(ctx, store, attachment.attachmentId);
  const document =
    'quoteId' in attachment
      ? await quoteDocument(ctx, attachment.quoteId)
      : await invoiceDocument(ctx, attachment.invoiceId);
  return { ...document, contentType: 'application/pdf' };
}

async function loadStored(ctx: ServiceContext, store: FileStore, id: string): Promise<MailFile> {
  const row = await database(ctx.em)
    .selectFrom('crm_attachments')
    .select(['fileName', 'contentType', 'storageKey'])
    .where('id', '=', id)
    .where('state', '=', 'ready')
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  const bytes = row === undefined ? null : await store.get(row.storageKey);
  if (row === undefined || bytes === null) throw refuseUnknown('attachment', id);
  return { fileName: row.fileName, contentType: row.contentType, content: Buffer.concat(await bytes.toArray()) };
}
