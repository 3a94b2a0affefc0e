import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { attachment } from '@crm/domain/attachment/attachment';
import type { FilterOf } from '@crm/domain/resource';
import { matchesText } from '../search/matches-text.ts';
import { subjectOf } from '../subject.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of attachments. */
export function selectAttachments(db: Kysely<Database>, filter: FilterOf<typeof attachment>) {
  return db
    .selectFrom('crm_attachments as attachment')
    .leftJoinLateral(subjectOf('attachment').as('subject'), (on) => on.onTrue())
    .selectAll('attachment')
    .select([
      userName('attachment.createdBy').as('createdByName'),
      userName('attachment.updatedBy').as('updatedByName'),
      'subject.name as subjectName',
      'subject.assignedTo as subjectAssignedTo',
      'subject.teamId as subjectTeamId',
    ])
    .where((eb) =>
      eb.and([
        ...(filter.subjectType ? [eb('attachment.subjectType', '=', filter.subjectType)] : []),
        ...(filter.subjectId ? [eb('attachment.subjectId', '=', filter.subjectId)] : []),
        ...(filter.q ? [matchesText('attachment.searchText', filter.q)] : []),
      ]),
    );
}

export type AttachmentColumns = Awaited<ReturnType<ReturnType<typeof selectAttachments>['execute']>>[number];

export const attachmentOrder = {
  table: 'attachment',
  columns: {
    createdAt: { column: 'attachment.createdAt' },
    updatedAt: { column: 'attachment.updatedAt' },
    fileName: { column: 'attachment.fileName' },
    sizeBytes: { column: 'attachment.sizeBytes' },
  },
  fallback: '-createdAt',
  text: 'attachment.searchText',
} as const;
