import type { Actor } from '@crm/domain/actor';
import { user, type UserRow } from '@crm/domain/user/user';
import { iso, presentRecord, recordAbilities, ref } from '../present.ts';
import type { UserColumns } from './user.queries.ts';

export function presentUser(row: UserColumns, actor: Actor): UserRow {
  const able = recordAbilities(actor, { deletedAt: row.deletedAt }, user.permissions);
  return {
    ...presentRecord(row),
    email: row.email,
    name: row.name,
    role: row.role,
    teamId: row.teamId,
    team: ref(row.teamId, row.teamName),
    status: row.status,
    locale: row.locale,
    timeZone: row.timeZone,
    workingHours: row.workingHours,
    absentUntil: iso(row.absentUntil),
    deputyId: row.deputyId,
    deputy: ref(row.deputyId, row.deputyName),
    skills: row.skills,
    lastLoginAt: iso(row.lastLoginAt),
    abilities: { ...able, delete: able.delete && row.id !== actor.id },
  };
}
