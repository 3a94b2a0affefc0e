import { defineEntity, p } from '@mikro-orm/core';
import { tagColours } from '@crm/domain/tag/tag-ref';
import type { TaggableType } from '@crm/domain/tag/tag';
import { idOf, moment, openEnum, optionalIdOf, recordColumns, schema } from './columns.ts';
import { liveUnique, sortIndex, trashIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const TagSchema = defineEntity({
  name: 'Tag',
  tableName: 'crm_tags',
  schema,
  properties: {
    ...recordColumns(() => User),
    name: p.text(),
    /** `foldTagName` of the name. */
    nameNormalized: p.text(),
    colour: p.enum(tagColours).default('grey'),
    description: p.text().strictNullable(),
  },
  indexes: [sortIndex('crm_tags_name', 'name'), sortIndex('crm_tags_created_at', 'createdAt'), trashIndex('crm_tags')],
  uniques: [liveUnique('crm_tags_name_normalized_unique', 'nameNormalized')],
});

/** A word that people put on records to find them again. */
export class Tag extends TagSchema.class {}
TagSchema.setClass(Tag);

const TaggingSchema = defineEntity({
  name: 'Tagging',
  tableName: 'crm_taggings',
  schema,
  properties: {
    tagId: () => idOf(Tag).primary(),
    subjectType: openEnum<TaggableType>().primary(),
    subjectId: p.uuid().primary(),
    createdAt: moment(),
    createdBy: () => optionalIdOf(User),
  },
  indexes: [{ name: 'crm_taggings_subject', properties: ['subjectId', 'subjectType', 'tagId'] }],
});

/** That a record carries a tag. */
export class Tagging extends TaggingSchema.class {}
TaggingSchema.setClass(Tagging);
