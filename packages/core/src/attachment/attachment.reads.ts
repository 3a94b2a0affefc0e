import { database } from '@crm/db/orm';
import { attachableTypes, attachment, type AttachmentRow } from '@crm/domain/attachment/attachment';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import type { FilterOf } from '@crm/domain/resource';
import { sql } from 'kysely';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { makeReads } from '../reads.ts';
import { subjectVisible } from '../subject.ts';
import { requireLiveSubject } from './attachment.access.ts';
import { presentAttachment } from './attachment.presenter.ts';
import { attachmentOrder, selectAttachments } from './attachment.queries.ts';

type Filter = FilterOf<typeof attachment>;

const reads = makeReads({
  name: 'attachment',
  permission: attachment.permissions.read,
  select: selectAttachments,
  present: presentAttachment,
  order: attachmentOrder,
  owned: false,
  /** While their record is seen and not in the trash, and once all of their bytes are there. */
  seen: (ctx) => sql<boolean>`${sql.ref('attachment.state')} = 'ready'
    and ${subjectVisible(ctx, 'attachment', { types: attachableTypes, live: true })}`,
});

export const attachmentReads = {
  ...reads,

  /** @throws DomainError `not_found` for the files of a record that the caller does not see */
  async list(ctx: ServiceContext, query: ListQuery<Filter>): Promise<Page<AttachmentRow>> {
    allow(ctx, 'attachment:read');
    await requireNamedSubject(ctx, query.filter);
    return reads.list(ctx, query);
  },

  async count(ctx: ServiceContext, filter: Filter): Promise<Count> {
    allow(ctx, 'attachment:read');
    await requireNamedSubject(ctx, filter);
    return reads.count(ctx, filter);
  },

  /** A file with the place of its bytes, for whoever sends them. */
  async content(ctx: ServiceContext, id: string) {
    const file = await reads.get(ctx, id);
    const { storageKey } = await database(ctx.em)
      .selectFrom('crm_attachments')
      .select('storageKey')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return { file, storageKey };
  },
};

async function requireNamedSubject(ctx: ServiceContext, { subjectType, subjectId }: Filter = {}): Promise<void> {
  if (subjectType !== undefined && subjectId !== undefined) await requireLiveSubject(ctx, subjectType, subjectId);
}
