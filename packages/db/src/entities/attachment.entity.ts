import { defineEntity, p } from '@mikro-orm/core';
import { attachmentStates, type AttachableType } from '@crm/domain/attachment/attachment';
import { computedText, openEnum, recordColumns, schema } from './columns.ts';
import { liveIndex, searchIndex, sortIndex, trashIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const AttachmentSchema = defineEntity({
  name: 'Attachment',
  tableName: 'crm_attachments',
  schema,
  properties: {
    ...recordColumns(() => User),
    subjectType: openEnum<AttachableType>(),
    subjectId: p.uuid(),
    fileName: p.text(),
    nameNormalized: p.text(),
    sizeBytes: p.bigint('number'),
    contentType: p.text(),
    claimedType: p.text().strictNullable(),
    sha256: p.text(),
    /** Where the bytes lie in the file store; made of the id, never of what somebody sent. */
    storageKey: p.text(),
    state: p.enum(attachmentStates),
    searchText: computedText('lower(file_name)', 'name_normalized'),
  },
  indexes: [
    sortIndex('crm_attachments_created_at', 'createdAt'),
    sortIndex('crm_attachments_updated_at', 'updatedAt'),
    sortIndex('crm_attachments_file_name', 'fileName'),
    sortIndex('crm_attachments_size_bytes', 'sizeBytes'),
    liveIndex('crm_attachments_subject', 'subjectType', 'subjectId', 'createdAt', 'id'),
    trashIndex('crm_attachments'),
    { name: 'crm_attachments_unfinished', properties: ['createdAt'], where: "state <> 'ready'" },
    searchIndex('crm_attachments'),
  ],
  uniques: [{ name: 'crm_attachments_storage_key_unique', properties: ['storageKey'] }],
  checks: [
    {
      name: 'crm_attachments_ready_check',
      expression: "state <> 'ready' or (size_bytes > 0 and sha256 ~ '^[0-9a-f]{64}$')",
    },
  ],
});

/** A file that belongs to a record: its name, type and size. The bytes lie in the file store. */
export class Attachment extends AttachmentSchema.class {}
AttachmentSchema.setClass(Attachment);
