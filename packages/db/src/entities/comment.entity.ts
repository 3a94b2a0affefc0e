import { defineEntity, p } from '@mikro-orm/core';
import { commentParents, mentionSources } from '@crm/domain/comment/comment';
import { idOf, key, moment, optionalIdOf, recordColumns, schema, subjectColumns } from './columns.ts';
import { liveIndex, sortIndex, trashIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const CommentSchema = defineEntity({
  name: 'Comment',
  tableName: 'crm_comments',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...subjectColumns(),
    parentType: p.enum(commentParents),
    parentId: p.uuid(),
    body: p.text(),
  },
  indexes: [
    sortIndex('crm_comments_created_at', 'createdAt'),
    liveIndex('crm_comments_subject', 'subjectType', 'subjectId', 'createdAt', 'id'),
    liveIndex('crm_comments_parent_id', 'parentId', 'createdAt', 'id'),
    trashIndex('crm_comments'),
  ],
});

/** An answer below a note or a timeline entry. */
export class Comment extends CommentSchema.class {}
CommentSchema.setClass(Comment);

const MentionSchema = defineEntity({
  name: 'Mention',
  tableName: 'crm_mentions',
  schema,
  properties: {
    id: key(),
    /** Who was mentioned. */
    userId: () => idOf(User),
    ...subjectColumns(),
    sourceType: p.enum(mentionSources),
    sourceId: p.uuid(),
    createdAt: moment(),
    createdBy: () => optionalIdOf(User),
    readAt: moment().strictNullable(),
  },
  indexes: [
    { name: 'crm_mentions_user_id', properties: ['userId', 'createdAt', 'id'] },
    { name: 'crm_mentions_unread', properties: ['userId', 'createdAt', 'id'], where: 'read_at is null' },
  ],
  uniques: [{ name: 'crm_mentions_source_id_user_id_unique', properties: ['sourceId', 'userId'] }],
});

/** That a note or a comment mentions somebody, and whether that person has seen it. */
export class Mention extends MentionSchema.class {}
MentionSchema.setClass(Mention);
