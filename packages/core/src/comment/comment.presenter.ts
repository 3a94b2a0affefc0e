import type { Actor } from '@crm/domain/actor';
import { mayChangeNote } from '@crm/domain/activity/activity';
import type { CommentRow } from '@crm/domain/comment/comment';
import { isAllowed } from '../policy.ts';
import { presentRecord } from '../present.ts';
import type { CommentColumns } from './comment.queries.ts';

export function presentComment(row: CommentColumns, actor: Actor): CommentRow {
  const own = mayChangeNote(actor, row.createdBy);
  const live = row.deletedAt === null;
  return {
    ...presentRecord(row),
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    parentType: row.parentType,
    parentId: row.parentId,
    body: row.body,
    mentions: row.mentions,
    abilities: {
      update: live && own && isAllowed(actor, 'comment:update'),
      delete: live && own && isAllowed(actor, 'comment:delete'),
      restore: !live && own && isAllowed(actor, 'comment:restore'),
    },
  };
}
