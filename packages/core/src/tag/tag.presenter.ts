import type { Actor } from '@crm/domain/actor';
import { countCap } from '@crm/domain/page-limits';
import { tag, type TagRow } from '@crm/domain/tag/tag';
import { isAllowed } from '../policy.ts';
import { presentRecord, recordAbilities } from '../present.ts';
import type { TagColumns } from './tag.queries.ts';

export function presentTag(row: TagColumns, actor: Actor): TagRow {
  return {
    ...presentRecord(row),
    name: row.name,
    colour: row.colour,
    description: row.description,
    records: { count: Math.min(row.records, countCap), capped: row.records > countCap },
    abilities: {
      ...recordAbilities(actor, { deletedAt: row.deletedAt }, tag.permissions),
      merge: row.deletedAt === null && isAllowed(actor, 'tag:merge'),
    },
  };
}
